import type { Log } from '../adapters/log.ts';
import type { Config } from '../domain/config/config.ts';
import {
  type AdminCommand,
  admin,
  adminStream,
  type DirectoryRow,
  type E164,
  NO_SENDS,
  type NumberLookup,
  type Phone,
  type Pin,
  type PinCodes,
  type SendBudget,
  UNKNOWN_PHONE,
} from '../domain/emergency/index.ts';
import { type CommandMetadata, type EventStore, handleCommand, type System } from '../domain/ledger/index.ts';
import { once } from '../domain/zod.ts';
import type { Call } from './call.ts';

export type IssuePorts = {
  config: Config;
  log: Log;
  store: EventStore;
  system: System;
  pinCodes: PinCodes;
  lookup: NumberLookup;
  sendBudget: SendBudget;
};

/**
 * Asks the administrator's stream for a challenge with this PIN. A place in the line's budget of texts is taken only when
 * the administrator's own limits allow the text, and given back when it is refused after all or another try of the same
 * step was first; `giveBack` does so for a text that did not leave.
 */
export const issuePin = async (
  ports: IssuePorts,
  { instanceArn }: Call,
  { adminId, numberSeq, phone: onTheList }: DirectoryRow,
  number: E164,
  who: Omit<CommandMetadata, 'id' | 'at'>,
  pin: Pin,
) => {
  const { config, pinCodes } = ports;
  const { contactId } = who;
  const budget = placeFor(ports);
  const lookUp = once(() => phoneOf(ports, number, onTheList, { contactId, adminId }));
  const stream = adminStream(adminId);
  const issued = await handleCommand(ports, admin, stream, who, async ({ state }, place) => {
    const { id, at } = place.stamp();
    const challenge = {
      instanceArn,
      contactId,
      adminId,
      challengeId: id,
      issuedAt: new Date(at).toISOString(),
    };
    const asked: AdminCommand = {
      do: 'issue-pin',
      adminId,
      numberSeq,
      limits: config.pin,
      phone: ANY_MOBILE,
      challengeId: id,
      tag: '',
      system: NO_SENDS,
      contactId,
      at,
    };
    const isIssued = (command: AdminCommand) => admin.decide(state, command).type === 'PinIssued';
    // Who has an authenticator, or is refused whatever the phone is, costs no look-up, no tag and no place.
    if (!isIssued(asked)) return asked;
    const [phone, tag] = await Promise.all([lookUp(), pinCodes.tag(challenge, pin)]);
    const known = { ...asked, phone };
    if (!isIssued(known)) return known;
    return { ...known, tag, system: await budget.take(id) };
  });
  if (issued.replayed || issued.event.type !== 'PinIssued') await budget.giveBack();
  return { ...issued, giveBack: budget.giveBack };
};

const ANY_MOBILE: Phone = { ...UNKNOWN_PHONE, type: 'MOBILE' };

/** What the number is now. When the look-up fails the directory entry is used, and the log says so (ASVS 16.3.4). */
const phoneOf = async (
  { lookup, log, system }: IssuePorts,
  number: E164,
  onTheList: Phone,
  who: { contactId: string; adminId: string },
): Promise<Phone> => {
  const start = system.now();
  const result = await lookup.lookup(number);
  const fields = { function: 'OneTimePin', ...who, milliseconds: system.now() - start };
  if (result.found) {
    log('info', 'carrier lookup completed', { ...fields, status: result.phone.type });
    return result.phone;
  }
  log('warn', 'carrier lookup failed; using the directory entry', { ...fields, status: result.detail });
  return onTheList;
};

/** A place in the budget, under the name it was first asked for by. */
const placeFor = ({ sendBudget }: IssuePorts) => {
  let taken: string | null = null;
  return {
    take: (place: string) => {
      taken ??= place;
      return sendBudget.reserve(taken);
    },
    giveBack: async () => {
      if (taken !== null) await sendBudget.release(taken);
    },
  };
};
