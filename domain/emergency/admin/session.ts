import { isAhead } from '../../ledger/index.ts';
import type { At, Data } from './command.ts';
import type { AdminEvent } from './events.ts';
import type { PinLimits } from './pin-limits.ts';
import { type AdminState, enrolledEntry, type Of, type Session, withListed } from './state.ts';

/** Requests one of the session's changes, before the change is made. */
export type AuthorizeChange = At & {
  do: 'authorize-change';
  adminId: string;
  limits: PinLimits;
  locationId: string;
  action: 'set' | 'remove';
};

/** Authorizes one change of the session. It is appended before the location's event, so concurrent changes are counted exactly. */
export const authorizeChange = (state: AdminState, command: AuthorizeChange): AdminEvent => {
  const { adminId, locationId, action } = command;
  const granted = sessionFor(enrolledEntry(state)?.session, command);
  if (typeof granted === 'string')
    return { type: 'ChangeNotAuthorised', data: { adminId, locationId, action, reason: granted } };
  const { eventId: verifiedBy, changes } = granted;
  return { type: 'ChangeAuthorised', data: { adminId, locationId, action, verifiedBy, change: changes + 1 } };
};

/** The session when it is of this call, not over, and has changes left; otherwise the reason of the refusal. */
const sessionFor = (
  session: Session | null | undefined,
  { contactId, at, limits }: AuthorizeChange,
): Session | Data<'ChangeNotAuthorised'>['reason'] => {
  if (session?.contactId !== contactId || isAhead(session.verifiedAt, at)) return 'not-verified';
  if (at >= session.endsAt) return 'session-over';
  return session.changes >= limits.changesPerSession ? 'changes-used-up' : session;
};

export const onChangeAuthorized = (state: AdminState, { data }: Of<'ChangeAuthorised'>): AdminState =>
  withListed(state, ({ session }) => ({ session: session && { ...session, changes: data.change } }));
