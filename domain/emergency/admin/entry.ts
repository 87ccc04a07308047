import { isAhead } from '../../ledger/index.ts';
import type { BreakGlass } from '../fields.ts';
import type { Data } from './command.ts';
import type { AdminEvent } from './events.ts';
import { type AdminState, enrolledEntry, type Profile, type Session } from './state.ts';
import { yearUsedUp } from './wrong-entries.ts';

/** Who approves a re-enabling: another administrator with the session of a call, or an operator with a reason. */
export type Approver = { by: { adminId: string; session: Session | null } } | { breakGlass: BreakGlass };

export type Enter = {
  do: 'enroll' | 'change';
  /** Whether the number is reserved for another administrator. */
  isNumberTaken: boolean;
} & Data<'AdminEnrolled'>;

/**
 * The reason to refuse an entry whatever its number is, or null. An erased administrator cannot be re-enrolled: a new key would make
 * the old ciphertexts fail authentication.
 */
export const entryRefusal = (
  { listing: { status } }: AdminState,
  act: Enter['do'],
): 'erased' | 'already-enrolled' | null => {
  if (status === 'erased') return 'erased';
  return act === 'enroll' && status === 'listed' ? 'already-enrolled' : null;
};

/** Writes the entry of an administrator. */
export const enter = (state: AdminState, { do: act, isNumberTaken, ...data }: Enter): AdminEvent => {
  const reason = entryRefusal(state, act) ?? (isNumberTaken ? 'number-taken' : null);
  return reason
    ? { type: 'AdminActRefused', data: { adminId: data.adminId, act, reason, breakGlass: null } }
    : { type: act === 'enroll' ? 'AdminEnrolled' : 'AdminChanged', data };
};

export type ChooseFactor = {
  do: 'choose-factor';
  adminId: string;
  factor: Profile['factor'];
  /** The entry's personal data, encrypted again for the position of this event; null when there is no entry. */
  encrypted: Pick<Profile, 'number' | 'name' | 'totp'> | null;
};

/** Changes the authentication factor of an entry. */
export const chooseFactor = (state: AdminState, { adminId, factor, encrypted }: ChooseFactor): AdminEvent => {
  const profile = enrolledEntry(state)?.profile;
  if (!profile || !encrypted) {
    const data = { adminId, act: 'choose-factor', reason: 'not-listed', breakGlass: null } as const;
    return { type: 'AdminActRefused', data };
  }
  const { maskedNumber, locations, language, phone } = profile;
  const entry = { adminId, numberChanged: false, maskedNumber, locations, language, phone, factor };
  return { type: 'AdminChanged', data: { ...entry, ...encrypted } };
};

export type Reenable = { do: 'reenable'; adminId: string; at: number; approver: Approver };

/**
 * Unblocks an administrator (NIST SP 800-63B-4 3.2.2). It takes a second person: a verified administrator, or an operator who
 * gives a reason. The year's wrong entries stay used up: no person can give a stranger more guesses than a year has.
 */
export const reenable = (state: AdminState, { adminId, at, approver }: Reenable): AdminEvent => {
  const reason = refusal(state, adminId, at, approver) ?? (yearUsedUp(state, at) ? 'year-used-up' : null);
  const breakGlass = 'breakGlass' in approver ? approver.breakGlass : null;
  if (reason) return { type: 'AdminActRefused', data: { adminId, act: 'reenable', reason, breakGlass } };
  const by =
    'by' in approver && approver.by.session
      ? { adminId: approver.by.adminId, verifiedBy: approver.by.session.eventId }
      : null;
  return { type: 'AdminReenabled', data: { adminId, by, breakGlass } };
};

const refusal = (
  state: AdminState,
  adminId: string,
  at: number,
  approver: Approver,
): Data<'AdminActRefused'>['reason'] | null => {
  if (!enrolledEntry(state)) return 'not-listed';
  if ('breakGlass' in approver) return approver.breakGlass.reason.trim() === '' ? 'no-reason' : null;
  if (approver.by.adminId === adminId) return 'own-stop';
  const { session } = approver.by;
  const isVerified = session && !isAhead(session.verifiedAt, at) && at < session.endsAt;
  return isVerified ? null : 'not-verified';
};
