import {
  admin,
  adminStream,
  type CallEvent,
  call,
  callStream,
  type DirectoryRow,
  type DirectoryTable,
  listedOf,
  type NumberTags,
  type Requester,
} from '../domain/emergency/index.ts';
import { type EventStore, handleCommand, type System } from '../domain/ledger/index.ts';
import type { Call } from './call.ts';

export type CallerPorts = {
  store: EventStore;
  system: System;
  directory: DirectoryTable;
  numberTags: NumberTags;
};

/** Who an event says did it. */
export const actorOf = (adminId: string | null) => (adminId === null ? 'caller' : `admin/${adminId}`);

/** The administrator whose number this is, or null. */
export const findCaller = async (
  { directory }: CallerPorts,
  { number }: Call,
): Promise<DirectoryRow | null> => (number ? directory.find(number) : null);

/** Who is calling, with rights and verification as the log has them now. */
export const requesterOf = async (ports: CallerPorts, call: Call): Promise<Requester> => {
  const listed = await findCaller(ports, call);
  if (!listed) return { kind: 'unknown' };
  const { adminId, numberSeq } = listed;
  const known = listedOf((await ports.store.head(admin, adminStream(adminId))).state);
  if (known?.profile.numberSeq !== numberSeq) return { kind: 'unknown' };
  const { maskedNumber, locations } = known.profile;
  return { kind: 'administrator', adminId, maskedNumber, locations, verification: known.session };
};

/** Records a stranger's call. The number itself is kept nowhere, only a keyed tag that changes every year. */
export const refuseUnknownCaller = async (
  ports: CallerPorts,
  { contactId, number }: Call,
  step: string,
): Promise<void> => {
  await handleCommand(
    ports,
    call,
    callStream(contactId),
    { actor: 'caller', contactId, step },
    async (_, place): Promise<CallEvent> => {
      const period = new Date(place.stamp().at).toISOString().slice(0, 4);
      const numberTag = number ? await ports.numberTags.tag(number, period) : null;
      const reason = number ? 'not-listed' : 'malformed';
      return { type: 'CallerRefused', data: { reason, numberTag, period } };
    },
  );
};
