import { expect, it } from 'vitest';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import { limits } from '../kit/admin-events.ts';
import { log } from '../kit/log.ts';
import { at } from '../kit/moving-system.ts';
import { itemsOf } from '../kit/signed-log.ts';
import { changeBreaches } from './invariants/line.ts';
import { logBreaches } from './invariants/log.ts';
import { pinBreaches } from './invariants/pin.ts';
import { sendBreaches } from './invariants/sends.ts';

const ADMIN = 'admin/admin-1';
type EventData = [
  type: string,
  data?: Record<string, unknown>,
  more?: { seconds?: number; contactId?: string },
];

/** Events as the invariants read them: who wrote them and how they are chained does not matter here. */
const events = (...data: EventData[]): StoredEvent[] =>
  data.map(([type, data = {}, { seconds = 0, contactId = 'call-1' } = {}], index) => {
    const instant = new Date(at(seconds)).toISOString();
    return {
      stream: ADMIN,
      seq: index + 1,
      id: `id-${index + 1}`,
      type,
      data,
      at: instant,
      contactId,
    } as StoredEvent;
  });

const later = (seconds: number) => new Date(at(seconds)).toISOString();
const ENROLLED: EventData = ['AdminEnrolled'];
const issued = (challengeId = 'pin-1', more: EventData[2] = {}): EventData => [
  'PinIssued',
  { challengeId, tries: 3 },
  more,
];
const SENT: EventData = ['PinSent', { challengeId: 'pin-1', expiresAt: later(30) }];
const verified = (data = {}, more: EventData[2] = {}): EventData => [
  'PinVerified',
  { challengeId: 'pin-1', attempt: 1, totpStep: null, sessionEndsAt: later(300), ...data },
  more,
];
const rejected = (data = {}): EventData => [
  'PinRejected',
  { reason: 'wrong', triesLeft: 2, failures: 1, stopped: false, ...data },
];
const OUT: EventData[] = [ENROLLED, issued(), SENT];

it.each<[string, EventData[]]>([
  ['somebody who is not enrolled', [issued(), SENT, verified()]],
  ['not open', [...OUT, verified(), verified()]],
  ['not open', [...OUT, verified({}, { contactId: 'call-2' })]],
  ['dead PIN was verified', [...OUT, verified({}, { seconds: 31 })]],
  ['counts its tries wrongly', [...OUT, rejected(), verified()]],
  ['tries leave', [...OUT, rejected({ triesLeft: 1 })]],
  ['failures are recorded', [...OUT, rejected({ failures: 2 })]],
  ['stopped is true', [...OUT, rejected({ stopped: true })]],
  ['dead PIN was tried', [ENROLLED, rejected()]],
  ['refused as expired', [...OUT, rejected({ reason: 'expired' })]],
  ['sent twice', [...OUT, SENT]],
  ['may be tried 3 times', OUT],
])('the invariants of the PIN find: %s', (fault, data) => {
  const strict = limits(fault.startsWith('may be') ? { triesPerChallenge: 2 } : {});
  expect(pinBreaches(ADMIN, events(...data), strict).join()).toContain(fault);
});

it('the invariants of the PIN find nothing in a call as it should be', () => {
  const data = events(...OUT, rejected(), verified({ attempt: 2 }));
  expect(pinBreaches(ADMIN, data, limits())).toEqual([]);
});

it.each<[string, Parameters<typeof limits>[0]]>([
  ['ten minutes', { sendsPerTenMinutes: 1 }],
  ['a day', { sendsPerDay: 1 }],
  ['a call', { challengesPerContact: 1 }],
])('the invariants of texts find too many PINs in %s', (span, tight) => {
  const data = events(issued('pin-1'), issued('pin-2', { seconds: 60 }));
  expect(sendBreaches(ADMIN, data, limits())).toEqual([]);
  expect(sendBreaches(ADMIN, data, limits(tight)).join()).toContain(`too many PINs in ${span}`);
});

it('the invariants of changes find a change authorized without a session, and one too many', () => {
  const granted: EventData = ['ChangeAuthorised', { verifiedBy: 'id-1', change: 1 }];
  expect(changeBreaches(events(verified(), granted), limits())).toEqual([]);
  expect(changeBreaches(events(ENROLLED, granted), limits()).join()).toContain(
    'authorized without a session',
  );
  expect(changeBreaches(events(verified(), granted, granted), limits()).join()).toContain('counted wrongly');
});

it('the invariants of the log find a gap, time going backwards, and a command with two events', async () => {
  const items = itemsOf(20).filter(({ pk }, _, [first]) => pk === first?.pk);
  expect(logBreaches(log.origin, items)).toEqual([]);
  const [first, ...rest] = items;
  expect(logBreaches(log.origin, rest).join()).toContain('not gapless');
  const early = items.map((item, index) => (index === 1 ? { ...item, at: later(-60) } : item));
  expect(logBreaches(log.origin, early).join()).toContain('goes back in time');
  expect(logBreaches(log.origin, first ? [first, first] : []).join()).toContain('two events');
});
