import { type AdminState, NO_FAILURES, type Of } from '../admin-state.ts';

/** The whole new entry. A call under way is not trusted any more. */
export const entered = (
  state: AdminState,
  { seq, id, data }: Of<'AdminEnrolled' | 'AdminChanged'>,
): AdminState => {
  const { adminId: _, numberChanged, ...entry } = data;
  const numberSeq = numberChanged ? seq : (state.profile?.numberSeq ?? seq);
  return {
    ...state,
    listSeq: seq,
    challenges: [],
    session: null,
    profile: { seq, id, numberSeq, ...entry },
  };
};

/** Enrolling alone puts a revoked administrator back on the list. It does not end a stop: that is another act. */
export const enrolled = (state: AdminState, event: Of<'AdminEnrolled'>): AdminState => ({
  ...entered(state, event),
  revoked: false,
});

export const revoked = (state: AdminState, { seq }: Of<'AdminRevoked'>): AdminState => ({
  ...state,
  revoked: true,
  listSeq: seq,
  challenges: [],
  session: null,
});

/** Nothing that was sealed can be read any more; the mark stays, so that nothing late brings the person back. */
export const erased = (state: AdminState, { seq }: Of<'AdminErased'>): AdminState => ({
  ...state,
  profile: null,
  revoked: true,
  erased: true,
  listSeq: seq,
  challenges: [],
  session: null,
});

/** Somebody else answered for the administrator: the stop ends and the failures are forgotten; the sends still count. */
export const reenabled = (state: AdminState): AdminState => ({ ...state, ...NO_FAILURES, stopped: false });
