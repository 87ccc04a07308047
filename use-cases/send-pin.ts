import type { Log } from '../adapters/log.ts';
import type { Config } from '../domain/config/config.ts';
import {
  type AdminEvent,
  admin,
  adminStream,
  type E164,
  type Pin,
  type PinText,
  type SendOutcome,
  type SmsSender,
} from '../domain/emergency/index.ts';
import {
  type CommandMetadata,
  type EventStore,
  findProcessed,
  handleCommand,
  ownEvent,
  type StoredEvent,
  type System,
} from '../domain/ledger/index.ts';

export type SendPorts = {
  config: Config;
  log: Log;
  store: EventStore;
  system: System;
  sms: SmsSender<PinText>;
};
type ToSend = { adminId: string; challengeId: string; who: Omit<CommandMetadata, 'id' | 'at'> };
type Outcome = StoredEvent & AdminEvent;

/** A repeat waits for the first one's text to be accepted: in all, so often, with a pause of at most so long between. */
const LOOKS_MS = 2_400;
const LOOKS = 24;
const LOOK_PAUSE = 100;

const sendStep = ({ step, ...who }: ToSend['who']) => ({ ...who, step: `${step}:sent` });

const record = async (
  ports: SendPorts,
  { adminId, challengeId, who }: ToSend,
  outcome: SendOutcome,
): Promise<Outcome> => {
  const { provider } = ports.sms;
  const { contactId } = who;
  const limits = ports.config.pin;
  const sent = await handleCommand(ports, admin, adminStream(adminId), sendStep(who), (_, place) => ({
    do: 'record-send' as const,
    adminId,
    limits,
    challengeId,
    provider,
    outcome,
    contactId,
    at: place.stamp().at,
  }));
  return sent.event;
};

/** Texts the PIN to the number that is calling, once, and records what the provider said. */
export const sendPin = async (ports: SendPorts, send: ToSend, to: E164, pin: Pin): Promise<Outcome> => {
  const { config, sms } = ports;
  const { lifeSeconds } = config.pin;
  return record(
    ports,
    send,
    await sms.send({
      to,
      content: { kind: 'pin', brand: config.name, pin },
      ttlSeconds: lifeSeconds,
      context: { challengeId: send.challengeId },
    }),
  );
};

/**
 * The outcome of a PIN that an earlier try of the same step issued. When it does not come (that try died between
 * issuing and sending, and the PIN with it), the PIN is recorded as not sent, so that all tries answer alike.
 */
export const sendingOutcome = async (ports: SendPorts, send: ToSend): Promise<Outcome> => {
  const stream = adminStream(send.adminId);
  const giveUpAt = ports.system.now() + LOOKS_MS;
  for (let look = 0; look < LOOKS && ports.system.now() < giveUpAt; look += 1) {
    const { state } = await ports.store.head(admin, stream);
    const seq = findProcessed(state.answered, sendStep(send.who));
    const found = seq === null ? null : await ports.store.event(stream, seq);
    if (found) return ownEvent(admin, found.event);
    await ports.system.pause(LOOK_PAUSE);
  }
  return record(ports, send, {
    sent: false,
    reason: 'interrupted',
    detail: 'no outcome of an earlier try was recorded',
  });
};
