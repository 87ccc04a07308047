import { judgedTime } from '../../ledger/index.ts';
import { type AdminState, type Listing, type Of, profileOf, RESET_COUNTERS } from './state.ts';

/** Replaces the entry. Open challenges and the session end, so that a call under way has to authenticate again. */
const onEntryWritten = (
  state: AdminState,
  { seq, id, data }: Of<'AdminEnrolled' | 'AdminChanged'>,
  status: 'listed' | 'revoked',
): AdminState => {
  if (state.listing.status === 'erased') return state;
  const { adminId: _, numberChanged, ...entry } = data;
  const numberSeq = numberChanged ? seq : (profileOf(state)?.numberSeq ?? seq);
  const profile = { seq, id, numberSeq, ...entry };
  const listing: Listing =
    status === 'listed' ? { status, profile, challenges: [], session: null } : { status, profile };
  return { ...state, listSeq: seq, listing };
};

/** Only enrolling gives a revoked administrator access again. It does not unblock; re-enabling does. */
export const onEnrolled = (state: AdminState, event: Of<'AdminEnrolled'>): AdminState =>
  onEntryWritten(state, event, 'listed');

export const onChanged = (state: AdminState, event: Of<'AdminChanged'>): AdminState =>
  onEntryWritten(state, event, state.listing.status === 'revoked' ? 'revoked' : 'listed');

export const onRevoked = (state: AdminState, { seq }: Of<'AdminRevoked'>): AdminState => ({
  ...state,
  listSeq: seq,
  listing:
    state.listing.status === 'erased' ? state.listing : { status: 'revoked', profile: profileOf(state) },
});

/** The encrypted data is unreadable now; the status stays, so that no late event restores the person. */
export const onErased = (state: AdminState, { seq }: Of<'AdminErased'>): AdminState => ({
  ...state,
  listSeq: seq,
  listing: { status: 'erased' },
});

/** A second person unblocked the administrator: failures are reset; sends and the year's wrong entries still count. */
export const onReenabled = (state: AdminState, event: Of<'AdminReenabled'>): AdminState => ({
  ...state,
  ...RESET_COUNTERS,
  stopped: [],
  enabledAt: judgedTime(event),
});
