import { type AdminCommand, admin } from '../domain/admin.ts';
import type { Config } from '../domain/config.ts';
import type { Meta } from '../domain/envelope.ts';
import type { EventStore } from '../domain/event-store.ts';
import { execute } from '../domain/execute.ts';
import type { NumberLookup, PinCodes, SendBudget, System } from '../domain/ports.ts';
import type { DirectoryRow } from '../domain/read-models.ts';
import type { E164, Pin } from '../domain/secret.ts';
import { NOTHING_SENT } from '../domain/send-budget.ts';
import { adminStream } from '../domain/stream.ts';
import type { Call } from './connect.ts';

export type IssuePorts = {
  config: Config;
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
  who: Omit<Meta, 'id' | 'at'>,
  pin: Pin,
) => {
  const { config, pinCodes, lookup } = ports;
  const { contactId } = who;
  const place = placeFor(ports);
  const stream = adminStream(adminId);
  const issued = await execute(ports, admin, stream, who, async ({ state }, { id, at }) => {
    const challenge = {
      instanceArn,
      contactId,
      adminId,
      challengeId: id,
      issuedAt: new Date(at).toISOString(),
    };
    const common = {
      do: 'issue-pin',
      adminId,
      numberSeq,
      limits: config.pin,
      challengeId: id,
      contactId,
      at,
    } as const;
    // Who has an authenticator is sent nothing: nothing is looked up, tagged or counted.
    if (state.profile?.factor === 'totp')
      return { ...common, phone: onTheList, tag: '', system: NOTHING_SENT };
    const known = await lookup.lookup(number);
    const phone = known.type === 'UNKNOWN' ? onTheList : known;
    const tag = await pinCodes.tag(challenge, pin);
    const command: AdminCommand = { ...common, phone, tag, system: NOTHING_SENT };
    const allowed = admin.decide(state, command).type === 'PinIssued';
    return allowed ? { ...command, system: await place.take(id) } : command;
  });
  if (issued.replayed || issued.event.type !== 'PinIssued') await place.giveBack();
  return { ...issued, giveBack: place.giveBack };
};

/** A place in the budget, under the name it was first asked for by. */
const placeFor = ({ sendBudget }: IssuePorts) => {
  let taken: string | null = null;
  return {
    take: (place: string) => {
      taken ??= place;
      return sendBudget.take(taken);
    },
    giveBack: async () => {
      if (taken !== null) await sendBudget.giveBack(taken);
    },
  };
};
