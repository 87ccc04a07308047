import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PinLimits } from '../../../domain/emergency/admin/pin-limits.ts';
import type { StoredEvent } from '../../../domain/ledger/envelope.ts';
import type { Item } from '../../../domain/ledger/event-store.ts';
import { log } from '../../kit/log.ts';
import { changeBreaches } from '../../verification/invariants/line.ts';
import { logBreaches, readBody } from '../../verification/invariants/log.ts';
import { pinBreaches } from '../../verification/invariants/pin.ts';
import { sendBreaches } from '../../verification/invariants/sends.ts';
import { type Action, anyActions, anyLimits } from './actions.ts';
import { lineOfActions } from './line.ts';

const ENROLLED: Action = { what: { do: 'enroll' }, call: 1, ticks: 0, times: 1 };

const ADMIN = 'admin/admin-1';
const GRANTS = ['ChangeAuthorised', 'ChangeNotAuthorised'];

/** Always the same sixty sequences. */
const RUNS = { numRuns: 60, seed: 20_261_122 };

/** Runs all actions on a new line; every command must have become one event, the same for all its retries. */
const logOf = async (actions: Action[], limits: PinLimits): Promise<Item[]> => {
  const { store, does } = lineOfActions(limits);
  for (const action of [ENROLLED, ...actions]) {
    const before = store.table.length;
    const answers = await does(action);
    const newest = store.table.at(-1);
    // The authorization is a command of its own.
    const step = newest && readBody(newest).step;
    const written = store.table.slice(before).map(readBody);
    expect(written.filter((event) => event.step === step)).toHaveLength(1);
    expect(written.filter(({ type }) => !GRANTS.includes(type) || written.length === 1)).toHaveLength(1);
    expect(new Set(answers.map(({ event }) => event.id))).toStrictEqual(new Set([newest?.id]));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  }
  return store.table;
};

describe('any sequence of commands, whatever the clock does and however often each is sent', () => {
  it('becomes one event for each command, in a log that breaks no invariant', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyActions, anyLimits, async (actions, limits) => {
        const items = await logOf(actions, limits);
        const events = items.map(readBody);
        // No function reports on a text that it has not sent; these sequences do.
        const unasked = new Set(
          events
            .filter(({ data }) => data.challengeId === 'none')
            .map(({ stream, seq }) => `${stream} ${seq}`),
        );
        const ofAdmin = events.filter(({ stream }) => stream === ADMIN);
        expect([
          ...logBreaches(log.origin, items).filter((breach) => !unasked.has(breach.split(':')[0] ?? '')),
          ...pinBreaches(ADMIN, ofAdmin, limits),
          ...sendBreaches(ADMIN, ofAdmin, limits),
          ...changeBreaches(events, limits),
        ]).toStrictEqual([]);
        for (const event of events) seen.add(named(event));
      }),
      RUNS,
    );
    expect([...seen].sort()).toStrictEqual(EVERYTHING);
  }, 60_000);
});

const named = ({ type, data }: StoredEvent) =>
  /Refused|Rejected|Failed|NotAuthorised/.test(type) ? `${type} ${data.reason}` : type;

/** Coverage: an invariant that no sequence could break would prove nothing. */
const EVERYTHING = [
  'AdminActRefused already-enrolled',
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
  'PinRejected not-yet-valid',
  'PinRejected wrong',
  'PinSendFailed refused',
  'PinSendFailed unknown',
  'PinSent',
  'PinVerified',
];
