import type { Profile } from './admin/state.ts';
import { NO_EMERGENCY_STATUS, type Status } from './location/state.ts';
import type { E164 } from './secret.ts';

/** The emergency type of a row without an emergency, as in the AWS blog's contract. */
export const NO_EMERGENCY = 'No Emergency';

/** One location's row on the board: the AWS blog's five fields, and those that make writes conditional and the row verifiable. */
export type BoardRow = {
  location: string;
  emergency: boolean;
  emergencyType: string;
  updatedAt: string;
  updatedBy: string;
  message: Record<string, string>;
  /** The words for days after the one of `updatedAt`; rows written by older versions have none. */
  laterMessage?: Record<string, string>;
  expiresAt?: string;
  /** Sequence number of the last event seen, refusals included; writes are conditional on it. */
  seq: number;
  /** Sequence number and id of the event that set this status. */
  statusSeq: number;
  eventId: string;
};

/** The board row of a status. */
export const boardRow = (location: string, seq: number, status: Status): BoardRow => ({
  location,
  emergency: status.emergency,
  emergencyType: status.emergencyType ?? NO_EMERGENCY,
  updatedAt: status.at,
  updatedBy: status.by,
  message: status.messages,
  ...(status.emergency ? { laterMessage: status.laterMessages } : {}),
  ...(status.expiresAt === null ? {} : { expiresAt: status.expiresAt }),
  seq,
  statusSeq: status.seq,
  eventId: status.eventId,
});

/** A row as this version writes it: those of older ones have no words for later days. */
export const completedRow = (row: BoardRow): BoardRow =>
  row.emergency ? { ...row, laterMessage: row.laterMessage ?? row.message } : row;

/** The status of a board row; inverse of `boardRow`. */
export const rowStatus = (row: BoardRow): Status => {
  const { statusSeq: seq, eventId, updatedAt: at, updatedBy: by, message: messages } = row;
  const change = { seq, eventId, at, by };
  if (!row.emergency) return { ...change, ...NO_EMERGENCY_STATUS };
  const { emergencyType, laterMessage: laterMessages = messages, expiresAt = null } = row;
  return { ...change, emergency: true, emergencyType, messages, laterMessages, expiresAt };
};

/** Who set a status, as views show it: an erased administrator is not named. */
export const displayedBy = (by: string, erased: ReadonlySet<string>): string =>
  erased.has(by.split(' ')[0] ?? '') ? ERASED : by;

/** The actor or the stream of an event, as views show it: an erased administrator is not named. */
export const displayedActor = (name: string, erased: ReadonlySet<string>): string =>
  name.startsWith('admin/') && erased.has(name.slice('admin/'.length)) ? ERASED : name;

/** A row as views show it. */
export const displayedRow = (row: BoardRow, erased: ReadonlySet<string>): BoardRow => ({
  ...row,
  updatedBy: displayedBy(row.updatedBy, erased),
});

/** One administrator's row of the directory. A revoked or erased one has no number and name, and stays as a guard against late duplicates. */
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
  erased?: true;
  seq: number;
};

/** Shown instead of an erased administrator's id. */
export const ERASED = 'erased administrator';

export type BoardTable = {
  /** Costs half a read unit, or a whole one when `consistent`. */
  get(location: string, consistent?: boolean): Promise<BoardRow | null>;
  /** Writes the full row when its `seq` is newer, or equal with `mayEqual`; otherwise returns false. */
  put(row: BoardRow, mayEqual?: boolean): Promise<boolean>;
  /** Throws when a row could not be written now; writes none. */
  probe(): Promise<void>;
  /** Removes a row that still has this `seq`; otherwise returns false. */
  remove(row: Pick<BoardRow, 'location' | 'seq'>): Promise<boolean>;
  all(): AsyncIterable<BoardRow>;
};

export type DirectoryTable = {
  find(number: E164): Promise<DirectoryRow | null>;
  get(adminId: string): Promise<DirectoryRow | null>;
  put(row: DirectoryRow, mayEqual?: boolean): Promise<boolean>;
  /** Removes a row that still has this `seq`; otherwise returns false. */
  remove(row: Pick<DirectoryRow, 'adminId' | 'seq'>): Promise<boolean>;
  all(): AsyncIterable<DirectoryRow>;
};
