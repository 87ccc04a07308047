import { type AdminState, type Listing, type Of, profileOf, RESET_COUNTERS } from './state.ts';

/** The whole new entry, with no open challenge and no session: a call under way is not trusted any more. */
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

/** Enrolling alone lists a revoked administrator again. It does not end a stop: re-enabling does. */
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

/** Nothing that was encrypted can be read any more; the mark stays, so that nothing late brings the person back. */
export const onErased = (state: AdminState, { seq }: Of<'AdminErased'>): AdminState => ({
  ...state,
  listSeq: seq,
  listing: { status: 'erased' },
});

/** Somebody else vouched for the administrator: the stop ends and the failures are forgotten; the sends still count. */
export const onReenabled = (state: AdminState): AdminState => ({
  ...state,
  ...RESET_COUNTERS,
  stopped: false,
});
