import type { AdminState, Of } from '../admin-state.ts';
import type { AdminEvent } from '../events/admin.ts';
import type { PinLimits } from '../pin-limits-schema.ts';
import type { At, Data } from './command.ts';

/** Asked before a change is made: may this call make one more? */
export type AuthoriseChange = At & {
  do: 'authorise-change';
  adminId: string;
  limits: PinLimits;
  locationId: string;
  action: 'set' | 'remove';
};

/** One of the session's changes, taken before the location is touched: the stream is the lock, so the count is exact. */
export const authoriseChange = (state: AdminState, command: AuthoriseChange): AdminEvent => {
  const { adminId, locationId, action } = command;
  const reason = refusal(state, command);
  if (reason || !state.session)
    return {
      type: 'ChangeNotAuthorised',
      data: { adminId, locationId, action, reason: reason ?? 'not-verified' },
    };
  const { eventId, changes } = state.session;
  return {
    type: 'ChangeAuthorised',
    data: { adminId, locationId, action, verifiedBy: eventId, change: changes + 1 },
  };
};

/** The proof holds on the call it was given on, before its end, for so many changes. */
const refusal = (
  { session }: AdminState,
  { contactId, at, limits }: AuthoriseChange,
): Data<'ChangeNotAuthorised'>['reason'] | null => {
  if (session?.contactId !== contactId) return 'not-verified';
  if (at >= session.endsAt) return 'session-over';
  return session.changes >= limits.changesPerSession ? 'changes-used-up' : null;
};

export const authorised = (state: AdminState, { data }: Of<'ChangeAuthorised'>): AdminState => ({
  ...state,
  session: state.session && { ...state.session, changes: data.change },
});
