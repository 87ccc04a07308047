import type { BreakGlass } from '../fields.ts';
import type { Data } from './command.ts';
import type { AdminEvent } from './events.ts';
import { type AdminState, listedOf, type Session } from './state.ts';

/** Another administrator with the proof of a call, or an operator with a reason. */
export type Approver = { by: { adminId: string; session: Session | null } } | { breakGlass: BreakGlass };

export type Enter = { do: 'enroll' | 'change' } & Data<'AdminEnrolled'>;

/** Writes the entry. An erased administrator cannot be re-enrolled: a new key would make the old ciphertexts fail authentication. */
export const enter = ({ listing }: AdminState, { do: act, ...data }: Enter): AdminEvent =>
  listing.status === 'erased'
    ? { type: 'AdminActRefused', data: { adminId: data.adminId, act, reason: 'erased', breakGlass: null } }
    : { type: act === 'enroll' ? 'AdminEnrolled' : 'AdminChanged', data };

export type Reenable = { do: 'reenable'; adminId: string; at: number; guarantor: Approver };

/** Ends a stop (NIST SP 800-63B-4 3.2.2). It takes a second person: a proven administrator, or an operator who says why. */
export const reenable = (state: AdminState, { adminId, at, guarantor }: Reenable): AdminEvent => {
  const reason = refusal(state, adminId, at, guarantor);
  const breakGlass = 'breakGlass' in guarantor ? guarantor.breakGlass : null;
  if (reason) return { type: 'AdminActRefused', data: { adminId, act: 'reenable', reason, breakGlass } };
  const by =
    'by' in guarantor && guarantor.by.session
      ? { adminId: guarantor.by.adminId, verifiedBy: guarantor.by.session.eventId }
      : null;
  return { type: 'AdminReenabled', data: { adminId, by, breakGlass } };
};

const refusal = (
  state: AdminState,
  adminId: string,
  at: number,
  guarantor: Approver,
): Data<'AdminActRefused'>['reason'] | null => {
  if (!listedOf(state)) return 'not-listed';
  if ('breakGlass' in guarantor) return guarantor.breakGlass.reason.trim() === '' ? 'no-reason' : null;
  if (guarantor.by.adminId === adminId) return 'own-stop';
  const { session } = guarantor.by;
  return session && at < session.endsAt ? null : 'not-verified';
};
