import type { Profile } from './admin/state.ts';
import type { Status } from './location/decide.ts';
import type { E164 } from './secret.ts';

/** What stands in place of a type when nothing is wrong: the blog's own words. */
export const NO_EMERGENCY = 'No Emergency';

/** One location's row on the emergency board: the blog's five fields, and what makes it safe to write and to trust. */
export type BoardRow = {
  location: string;
  emergency: boolean;
  emergencyType: string;
  updatedAt: string;
  updatedBy: string;
  message: Record<string, string>;
  expiresAt?: string;
  /** Number of the stream's last event seen, refusals included: the guard of the row. */
  seq: number;
  /** Number and id of the event that made this status. */
  statusSeq: number;
  eventId: string;
};

export const boardRow = (location: string, seq: number, status: Status): BoardRow => ({
  location,
  emergency: status.emergency,
  emergencyType: status.emergencyType ?? NO_EMERGENCY,
  updatedAt: status.at,
  updatedBy: status.by,
  message: status.messages,
  ...(status.expiresAt === null ? {} : { expiresAt: status.expiresAt }),
  seq,
  statusSeq: status.seq,
  eventId: status.eventId,
});

/** The status a row stands for: what `evolve` goes on from. */
export const rowStatus = (row: BoardRow): Status => {
  const { statusSeq: seq, eventId, updatedAt: at, updatedBy: by, message: messages } = row;
  const made = { seq, eventId, at, by };
  if (!row.emergency)
    return { ...made, emergency: false, emergencyType: null, messages: {}, expiresAt: null };
  const { emergencyType, expiresAt = null } = row;
  return { ...made, emergency: true, emergencyType, messages, expiresAt };
};

/** Who made a status, as views show it: an administrator who was erased is not named. */
export const displayedBy = (by: string, erased: ReadonlySet<string>): string =>
  erased.has(by.split(' ')[0] ?? '') ? ERASED : by;

/** A row as views show it. */
export const displayedRow = (row: BoardRow, erased: ReadonlySet<string>): BoardRow => ({
  ...row,
  updatedBy: displayedBy(row.updatedBy, erased),
});

/** One administrator's row. A revoked or erased one has no number and no name, and stays as a mark against late duplicates. */
export type DirectoryRow = {
  adminId: string;
  number?: string;
  name?: string;
  maskedNumber: string;
  locations: string[];
  language: string;
  phone: Profile['phone'];
  factor: Profile['factor'];
  numberSeq: number;
  /** There is nothing left of the person but this mark. */
  erased?: true;
  seq: number;
};

/** How views call who was erased. */
export const ERASED = 'erased administrator';

export type BoardTable = {
  /** Half a read unit, or a whole one when `consistent`. */
  get(location: string, consistent?: boolean): Promise<BoardRow | null>;
  /** Writes the full row when it is newer (or, with `mayEqual`, as new); false when it is not. */
  put(row: BoardRow, mayEqual?: boolean): Promise<boolean>;
  all(): AsyncIterable<BoardRow>;
};

export type DirectoryTable = {
  find(number: E164): Promise<DirectoryRow | null>;
  get(adminId: string): Promise<DirectoryRow | null>;
  put(row: DirectoryRow, mayEqual?: boolean): Promise<boolean>;
  all(): AsyncIterable<DirectoryRow>;
};
