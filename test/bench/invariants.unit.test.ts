import { expect, it } from 'vitest';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import { limits } from '../kit/admin-events.ts';
import { log } from '../kit/log.ts';
import { at } from '../kit/moving-system.ts';
import { itemsOf } from '../kit/signed-log.ts';
import { changeBreaches } from '../verification/invariants/of-the-line.ts';
import { logBreaches } from '../verification/invariants/of-the-log.ts';
import { pinBreaches } from '../verification/invariants/of-the-pin.ts';
import { sendBreaches } from '../verification/invariants/of-the-sends.ts';

const ADMIN = 'admin/admin-1';
type Told = [type: string, data?: Record<string, unknown>, more?: { seconds?: number; contactId?: string }];

/** Events as the invariants read them: who wrote them and how they are chained does not matter here. */
const events = (...told: Told[]): StoredEvent[] =>
  told.map(([type, data = {}, { seconds = 0, contactId = 'call-1' } = {}], index) => {
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
const ENROLLED: Told = ['AdminEnrolled'];
const issued = (challengeId = 'pin-1', more: Told[2] = {}): Told => [
  'PinIssued',
  { challengeId, tries: 3 },
  more,
];
const SENT: Told = ['PinSent', { challengeId: 'pin-1', expiresAt: later(30) }];
const verified = (data = {}, more: Told[2] = {}): Told => [
  'PinVerified',
  { challengeId: 'pin-1', attempt: 1, totpStep: null, sessionEndsAt: later(300), ...data },
  more,
];
const rejected = (data = {}): Told => [
  'PinRejected',
  { reason: 'wrong', triesLeft: 2, failures: 1, stopped: false, ...data },
];
const OUT: Told[] = [ENROLLED, issued(), SENT];

it.each<[string, Told[]]>([
  ['somebody who is not listed', [issued(), SENT, verified()]],
  ['not open', [...OUT, verified(), verified()]],
  ['not open', [...OUT, verified({}, { contactId: 'call-2' })]],
  ['dead PIN proved', [...OUT, verified({}, { seconds: 31 })]],
  ['counts its tries wrongly', [...OUT, rejected(), verified()]],
  ['tries leave', [...OUT, rejected({ triesLeft: 1 })]],
  ['failures are told', [...OUT, rejected({ failures: 2 })]],
  ['stopped is true', [...OUT, rejected({ stopped: true })]],
  ['dead PIN was tried', [ENROLLED, rejected()]],
  ['refused as expired', [...OUT, rejected({ reason: 'expired' })]],
  ['sent twice', [...OUT, SENT]],
  ['may be tried 3 times', OUT],
])('the invariants of the PIN find: %s', (fault, told) => {
  const strict = limits(fault.startsWith('may be') ? { triesPerChallenge: 2 } : {});
  expect(pinBreaches(ADMIN, events(...told), strict).join()).toContain(fault);
});

it('the invariants of the PIN find nothing in a call as it should be', () => {
  const told = events(...OUT, rejected(), verified({ attempt: 2 }));
  expect(pinBreaches(ADMIN, told, limits())).toEqual([]);
});

it.each<[string, Parameters<typeof limits>[0]]>([
  ['ten minutes', { sendsPerTenMinutes: 1 }],
  ['a day', { sendsPerDay: 1 }],
  ['a call', { challengesPerContact: 1 }],
])('the invariants of texts find too many PINs in %s', (span, tight) => {
  const told = events(issued('pin-1'), issued('pin-2', { seconds: 60 }));
  expect(sendBreaches(ADMIN, told, limits())).toEqual([]);
  expect(sendBreaches(ADMIN, told, limits(tight)).join()).toContain(`too many PINs in ${span}`);
});

it('the invariants of changes find a grant without a proof, and one too many', () => {
  const granted: Told = ['ChangeAuthorised', { verifiedBy: 'id-1', change: 1 }];
  expect(changeBreaches(events(verified(), granted), limits())).toEqual([]);
  expect(changeBreaches(events(ENROLLED, granted), limits()).join()).toContain('granted without a proof');
  expect(changeBreaches(events(verified(), granted, granted), limits()).join()).toContain('counted wrongly');
});

it('the invariants of the log find a gap, time that falls, and a command with two events', async () => {
  const items = itemsOf(20).filter(({ pk }, _, [first]) => pk === first?.pk);
  expect(await logBreaches(log.origin, items)).toEqual([]);
  const [first, ...rest] = items;
  expect((await logBreaches(log.origin, rest)).join()).toContain('not gapless');
  const early = items.map((item, index) => (index === 1 ? { ...item, at: later(-60) } : item));
  expect((await logBreaches(log.origin, early)).join()).toContain('goes back in time');
  expect((await logBreaches(log.origin, first ? [first, first] : [])).join()).toContain('two events');
});
