import fc from 'fast-check';
import { limits } from '../../kit/admin-events.ts';

/** A next action of a caller, a provider or an operator, on one of a few calls; `ticks` moves the clock first. */
export type Action = {
  what:
    | { do: 'enroll' | 'change' | 'revoke' | 'reenable' | 'ask' | 'authorize' | 'stranger' }
    | { do: 'sent' | 'not-sent' | 'lost' }
    | { do: 'type'; typed: 'right' | 'wrong' | 'malformed' | 'no-input' }
    | { do: 'set' | 'remove'; where: 'Manila' | 'Sydney'; heard: 'now' | 'before' };
  call: number;
  /** Seconds; negative when the next Lambda's clock is behind. */
  ticks: number;
  /** How often Connect sends it, simultaneously. */
  times: number;
};

const act = <Act extends string>(...acts: Act[]) => fc.record({ do: fc.constantFrom(...acts) });
const typing = fc.record({
  do: fc.constant('type' as const),
  typed: fc.constantFrom('right', 'right', 'wrong', 'wrong', 'wrong', 'malformed', 'no-input'),
});
const changing = fc.record({
  do: fc.constantFrom('set', 'remove'),
  where: fc.constantFrom('Manila', 'Sydney'),
  heard: fc.constantFrom('now', 'now', 'now', 'before'),
});
const sending = act('sent', 'sent', 'sent', 'sent', 'not-sent', 'lost');
const listing = act('enroll', 'change', 'revoke', 'revoke', 'reenable', 'reenable');

const where = {
  call: fc.integer({ min: 1, max: 4 }),
  ticks: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 0, max: 12 }) },
    { weight: 2, arbitrary: fc.integer({ min: 20, max: 700 }) },
    { weight: 1, arbitrary: fc.integer({ min: 3000, max: 90_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -400, max: -1 }) },
  ),
  times: fc.constantFrom(1, 1, 1, 1, 1, 2, 4),
};

const anyAction: fc.Arbitrary<Action> = fc.record({
  what: fc.oneof(
    { weight: 2, arbitrary: listing },
    { weight: 3, arbitrary: act('ask') },
    { weight: 3, arbitrary: sending },
    { weight: 4, arbitrary: typing },
    { weight: 3, arbitrary: changing },
    { weight: 2, arbitrary: act('authorize') },
    { weight: 1, arbitrary: act('stranger') },
  ),
  ...where,
});

/** A call's usual actions: a PIN requested, sent, entered, and a change or two. */
const anyCall: fc.Arbitrary<Action[]> = fc
  .tuple(
    act('ask'),
    sending,
    fc.array(typing, { minLength: 1, maxLength: 4 }),
    fc.array(fc.oneof(changing, act('authorize')), { maxLength: 3 }),
  )
  .chain(([ask, sent, typed, changed]) => {
    const whats = [ask, sent, ...typed, ...changed];
    const places = fc.tuple(
      where.call,
      fc.array(fc.tuple(where.ticks, where.times), { minLength: 9, maxLength: 9 }),
    );
    return places.map(([call, moments]) =>
      whats.map((what, index) => ({
        what,
        call,
        ticks: moments[index]?.[0] ?? 0,
        times: moments[index]?.[1] ?? 1,
      })),
    );
  });

export const anyActions: fc.Arbitrary<Action[]> = fc
  .array(
    fc.oneof(
      anyAction.map((action) => [action]),
      anyCall,
    ),
    { minLength: 5, maxLength: 25, size: 'max' },
  )
  .map((calls) => calls.flat());

export const anyLimits = fc
  .record({
    triesPerChallenge: fc.integer({ min: 1, max: 3 }),
    challengesPerContact: fc.integer({ min: 1, max: 4 }),
    sendsPerTenMinutes: fc.integer({ min: 1, max: 5 }),
    sendsPerDay: fc.integer({ min: 2, max: 15 }),
    failedChallengesBeforeWait: fc.integer({ min: 1, max: 4 }),
    failuresBeforeStop: fc.integer({ min: 3, max: 8 }),
    changesPerSession: fc.integer({ min: 1, max: 3 }),
  })
  .map(limits);
