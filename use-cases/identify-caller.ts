import {
  admin,
  adminStream,
  type DirectoryRow,
  type DirectoryTable,
  enrolledEntry,
  type NumberTags,
  type Requester,
} from '../domain/emergency/index.ts';
import { assertNever } from '../domain/ledger/index.ts';
import type { Call } from './call.ts';
import type { LogPorts } from './log-ports.ts';

export type CallerPorts = LogPorts & { directory: DirectoryTable; numberTags: NumberTags };

/** The actor an event names. */
export const actorOf = (requester: Requester): string => {
  switch (requester.kind) {
    case 'administrator':
      return `admin/${requester.adminId}`;
    case 'operator':
      return `operator/${requester.principal}`;
    case 'unknown':
      return 'caller';
    default:
      return assertNever(requester);
  }
};

/** The administrator whose number is calling, or null. */
export const findCaller = async (
  { directory }: Pick<CallerPorts, 'directory'>,
  { number }: Call,
): Promise<DirectoryRow | null> => (number ? directory.find(number) : null);

/** Who is calling, with locations and verification as the log has them now. */
export const requesterOf = async (ports: CallerPorts, call: Call): Promise<Requester> => {
  const row = await findCaller(ports, call);
  if (!row) return { kind: 'unknown' };
  const { adminId, numberSeq } = row;
  const enrolled = enrolledEntry((await ports.store.head(admin, adminStream(adminId))).state);
  if (enrolled?.profile.numberSeq !== numberSeq) return { kind: 'unknown' };
  const { maskedNumber, locations } = enrolled.profile;
  return { kind: 'administrator', adminId, maskedNumber, locations, verification: enrolled.session };
};
