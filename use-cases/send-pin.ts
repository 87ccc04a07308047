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
  findProcessed,
  type HandledCommand,
  handleCommand,
  ownEvent,
  type StoredEvent,
} from '../domain/ledger/index.ts';
import type { LogPorts } from './log-ports.ts';

export type SendPorts = LogPorts & { config: Config; log: Log; sms: SmsSender<PinText> };
type ToSend = { adminId: string; challengeId: string; metadata: HandledCommand };
type Outcome = StoredEvent & AdminEvent;

/** How long a retry waits for the outcome of the first try's text: in all, in polls, and at most between two polls (ms). */
const POLL_LIMIT_MS = 2_400;
const POLLS = 24;
const POLL_PAUSE_MS = 100;

const sendStep = ({ step, ...metadata }: ToSend['metadata']) => ({
  ...metadata,
  step: `${step}:sent`,
  request: 'record-send',
});

const record = async (
  ports: SendPorts,
  { adminId, challengeId, metadata }: ToSend,
  outcome: SendOutcome,
): Promise<Outcome> => {
  const { provider } = ports.sms;
  const { contactId } = metadata;
  const limits = ports.config.pin;
  const sent = await handleCommand(ports, admin, adminStream(adminId), sendStep(metadata), (_, position) => ({
    do: 'record-send' as const,
    adminId,
    limits,
    challengeId,
    provider,
    outcome,
    contactId,
    at: position.stamp().at,
  }));
  return sent.event;
};

/** Texts the PIN to the calling number, once, and records the provider's outcome. */
export const sendPin = async (ports: SendPorts, send: ToSend, to: E164, pin: Pin): Promise<Outcome> => {
  const { config, sms } = ports;
  const outcome = await sms.send({
    to,
    content: { kind: 'pin', brand: config.name, pin },
    ttlSeconds: config.pin.lifeSeconds,
    context: { challengeId: send.challengeId },
  });
  return record(ports, send, outcome);
};

/**
 * Waits for the send outcome of a PIN that an earlier try of the same step issued. When none is recorded (that try
 * stopped before sending, and its PIN is lost), the PIN is recorded as not sent, so that every try gets the same answer.
 */
export const sendingOutcome = async (ports: SendPorts, send: ToSend): Promise<Outcome> => {
  const stream = adminStream(send.adminId);
  const giveUpAt = ports.system.now() + POLL_LIMIT_MS;
  for (let poll = 0; poll < POLLS && ports.system.now() < giveUpAt; poll += 1) {
    const { state } = await ports.store.head(admin, stream);
    const seq = findProcessed(state.answered, sendStep(send.metadata));
    const found = typeof seq === 'number' ? await ports.store.event(stream, seq) : null;
    if (found) return ownEvent(admin, found.event);
    await ports.system.pause(POLL_PAUSE_MS);
  }
  return record(ports, send, {
    sent: false,
    reason: 'interrupted',
    detail: 'no outcome of an earlier try was recorded',
  });
};
