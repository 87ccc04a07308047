import type { Decided, Item, LogIdentity } from '../domain/ledger/index.ts';
import { MOBILE, pinRejected } from '../test/kit/admin-events.ts';
import { emergencyRemoved, emergencySet } from '../test/kit/location-events.ts';
import { writerOf } from '../test/kit/signed-log.ts';
import { numberedCall, numberedId } from './changes.ts';

const LOCATIONS = 20;
const ADMINS = 40;
const BETWEEN_CALLS = 600_000;
const START = Date.UTC(2026, 0, 1);

type CallEvent = Decided & { stream: string; step: string };

const MESSAGE =
  'Because of severe weather, the contact centre is closed as of 2:05 PM. Please call again tomorrow.';
const after = (at: number, milliseconds: number) => new Date(at + milliseconds).toISOString();

const strangerCall = (call: number): CallEvent[] => [
  {
    stream: `call/${numberedCall(call)}`,
    step: 'pin-1',
    type: 'CallerRefused',
    data: { reason: 'not-listed', numberTag: 'q1b2c3d4e5f6q1b2c3d4e5f6q1b2c3d4e5f6', period: '2026' },
  },
];

/** A typical call: a PIN, a wrong entry, the right one, and a change. */
const changeCall = (call: number, at: number): CallEvent[] => {
  const adminId = `admin-${call % ADMINS}`;
  const locationId = `Location-${call % LOCATIONS}`;
  const stream = `admin/${adminId}`;
  const challenge = { adminId, challengeId: numberedId(call * 10) };
  const verifiedBy = numberedId(call * 10 + 3);
  const action = call % 3 === 0 ? 'remove' : 'set';
  const changed = { locationId, by: { adminId, maskedNumber: '+65******01' }, verifiedBy };
  const issued = {
    digits: 6,
    tries: 3,
    issuedAt: after(at, 0),
    phone: MOBILE,
    tag: 'dGFnLW9mLWEtUElOLW1hZGUtYnktS01T',
  };
  const sent = {
    provider: 'end-user-messaging',
    messageId: numberedCall(call),
    expiresAt: after(at, 31_000),
  };
  const verified = { attempt: 2, sessionEndsAt: after(at, 330_000), totpStep: null };
  return [
    { stream, step: 'pin-1', type: 'PinIssued', data: { ...challenge, ...issued } },
    { stream, step: 'pin-1', type: 'PinSent', data: { ...challenge, ...sent } },
    { stream, step: 'try-1', ...pinRejected('wrong', { ...challenge, triesLeft: 2, failures: 1 }) },
    { stream, step: 'try-2', type: 'PinVerified', data: { ...challenge, ...verified } },
    {
      stream,
      step: 'change-1',
      type: 'ChangeAuthorised',
      data: { adminId, locationId, action, verifiedBy, change: 1 },
    },
    {
      stream: `location/${locationId}`,
      step: 'change-1',
      ...(action === 'set'
        ? emergencySet({ ...changed, messages: { 'en-US': MESSAGE }, laterMessages: { 'en-US': MESSAGE } })
        : emergencyRemoved(changed)),
    },
  ];
};

/**
 * Generates a log of `events` events as the product writes them, the same every time: a call every ten minutes, every
 * tenth from a stranger.
 */
export function* callLogItems(log: LogIdentity, events: number): Generator<Item> {
  const writers = new Map<string, ReturnType<typeof writerOf>>();
  let count = 0;
  for (let call = 1; count < events; call += 1) {
    const at = START + call * BETWEEN_CALLS;
    const callEvents = call % 10 === 0 ? strangerCall(call) : changeCall(call, at);
    for (const [index, { stream, step, ...decided }] of callEvents.slice(0, events - count).entries()) {
      const write = writers.get(stream) ?? writerOf(log, stream);
      writers.set(stream, write);
      const meta = {
        id: numberedId(call * 10 + index),
        at: after(at, index * 5000),
        actor: 'system/line',
        contactId: numberedCall(call),
        step,
      };
      count += 1;
      yield write(decided, meta);
    }
  }
}
