import type { PinLimits } from '../../../domain/emergency/admin/pin-limits.ts';
import type { Reply } from '../../../handlers/connect-event.ts';
import {
  adminOf,
  type Location,
  locationOf,
  type Next,
  type Of,
  type State,
  TOLERANCE,
  withAdmin,
  without,
} from './state.ts';

export const spoken = ({ status }: Location): Reply => ({
  status: status === null ? 'NOT_SET_UP' : status.type === null ? 'NORMAL' : 'EMERGENCY',
  EmergencyType: status?.type ?? 'No Emergency',
  seq: String(status?.seq ?? 0),
});

export const lookUp = (state: State, { adminId, contactId }: Of<'change'>, number: number): Next => {
  const { session } = adminOf(state, adminId);
  const own = session?.contactId === contactId ? session : null;
  // A try that failed may have got the grant already.
  const found = {
    from: own?.beginsAt ?? 0,
    until: own?.endsAt ?? 0,
    granted: state.changing[number]?.granted ?? null,
  };
  return { state: { ...state, changing: { ...state.changing, [number]: found } }, says: null };
};

export const granted = (
  { changesPerSession }: PinLimits,
  state: State,
  { adminId, contactId }: Of<'change'>,
  number: number,
  clock: number,
): Next => {
  const admin = adminOf(state, adminId);
  const at = clock;
  const { session } = admin;
  const holds =
    session?.contactId === contactId &&
    session.beginsAt <= at + TOLERANCE &&
    at < session.endsAt &&
    session.changes < changesPerSession;
  const after = holds ? { ...session, changes: session.changes + 1 } : session;
  const { from = 0, until = 0 } = state.changing[number] ?? {};
  const changing = { from, until, granted: holds };
  return {
    state: {
      ...withAdmin(state, adminId, { at, session: after }),
      changing: { ...state.changing, [number]: changing },
    },
    says: null,
  };
};

/**
 * A location that would take the change must have had it granted. A try that was granted it before may find that the session
 * has ended since (ADR 0036).
 */
export const written = (
  state: State,
  { adminId, contactId, center, type, heardSeq }: Of<'change'>,
  number: number,
  clock: number,
): Next[] => {
  const before = locationOf(state, center);
  const at = clock;
  const seq = before.seq + 1;
  const { from = 0, until = 0, granted: grant = null } = state.changing[number] ?? {};
  const write = (status: Location['status']): State => ({
    ...state,
    changing: without(state.changing, number),
    locations: { ...state.locations, [center]: { at, seq, status } },
  });
  const refuse = (why: string): Next[] => [
    { state: write(before.status), says: { ...spoken(before), status: why, changed: 'false' } },
  ];
  if (at >= until || from > at + TOLERANCE) return refuse('NOT_VERIFIED');
  if (heardSeq !== (before.status?.seq ?? 0)) return refuse('CHANGED');
  if (grant === null) return [];
  if (!grant) return refuse('NOT_VERIFIED');
  const status = { seq, type };
  const same = before.status !== null && before.status.type === type;
  const says = { ...spoken({ at, seq, status }), status: 'DONE', changed: String(!same) };
  const isOver = adminOf(state, adminId).session?.contactId !== contactId;
  return [{ state: write(status), says }, ...(isOver ? refuse('NOT_VERIFIED') : [])];
};
