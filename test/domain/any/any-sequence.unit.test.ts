import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body } from '../../../domain/envelope.ts';
import { readEvent } from '../../../domain/events/catalogue.ts';
import type { PinLimits } from '../../../domain/pin-limits-schema.ts';
import { anyDeeds, anyLimits, type Deed } from './deeds.ts';
import { lawsOfTheLog, type Written } from './laws-of-the-log.ts';
import { lawsOfThePin } from './laws-of-the-pin.ts';
import { lineOfDeeds } from './line.ts';

const LAWS = Object.entries({ ...lawsOfTheLog, ...lawsOfThePin });
const ENROLLED: Deed = { what: { do: 'enroll' }, call: 1, ticks: 0, times: 1 };

/** The same sixty sequences every time. */
const RUNS = { numRuns: 60, seed: 20_261_122 };

/** Does all of it on a fresh line; every command must have left one event, the same for all who sent it. */
const logOf = async (deeds: Deed[], limits: PinLimits): Promise<Written[]> => {
  const { store, does } = lineOfDeeds(limits);
  for (const [index, deed] of [ENROLLED, ...deeds].entries()) {
    const answers = await does(deed);
    const newest = store.table.at(-1);
    expect(store.table).toHaveLength(index + 1);
    expect(new Set(answers.map(({ event }) => event.id))).toStrictEqual(new Set([newest?.id]));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  }
  return store.table.map((item) => ({ item, event: readEvent(item.body) }));
};

describe('any sequence of commands, whatever the clock does and however often each is sent', () => {
  it('leaves one event for each command, and a log in which every law holds', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyDeeds, anyLimits, async (deeds, limits) => {
        const log = await logOf(deeds, limits);
        for (const [says, law] of LAWS) expect(() => law(log, limits), says).not.toThrow();
        for (const { event } of log) seen.add(named(event));
      }),
      RUNS,
    );
    expect([...seen].sort()).toStrictEqual(EVERYTHING);
  }, 60_000);
});

const named = ({ type, data }: Body) =>
  /Refused|Rejected|Failed|NotAuthorised/.test(type) ? `${type} ${data.reason}` : type;

/** What came up in these sequences: a law that nothing could have broken proves nothing. */
const EVERYTHING = [
  'AdminActRefused not-listed',
  'AdminChanged',
  'AdminEnrolled',
  'AdminReenabled',
  'AdminRevoked',
  'CallerRefused malformed',
  'ChangeAuthorised',
  'ChangeNotAuthorised changes-used-up',
  'ChangeNotAuthorised not-verified',
  'ChangeNotAuthorised session-over',
  'EmergencyChangeRefused changed-since-heard',
  'EmergencyChangeRefused not-permitted',
  'EmergencyChangeRefused not-verified',
  'EmergencyRemoved',
  'EmergencySet',
  'PinIssueRefused disabled',
  'PinIssueRefused revoked',
  'PinIssueRefused throttled',
  'PinIssued',
  'PinRejected exhausted',
  'PinRejected expired',
  'PinRejected malformed',
  'PinRejected no-challenge',
  'PinRejected no-input',
  'PinRejected wrong',
  'PinSendFailed refused',
  'PinSendFailed unknown',
  'PinSent',
  'PinVerified',
];
