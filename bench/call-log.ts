import type { Decided, Item, LogIdentity } from '../domain/ledger/index.ts';
import { enroll, MOBILE, pinRejected } from '../test/kit/admin-events.ts';
import { emergencyRemoved, emergencySet } from '../test/kit/location-events.ts';
import { writerOf } from '../test/kit/signed-log.ts';
import { numberedCall, numberedId } from './changes.ts';

const LOCATIONS = 20;
const ADMINS = 40;
const BETWEEN_CALLS = 600_000;
const START = Date.UTC(2026, 0, 1);

type CallEvent = Decided & { stream: string; step: string; actor: string };

const MESSAGE =
  'Because of severe weather, the contact centre is closed as of 2:05 PM. Please call again tomorrow.';
const after = (at: number, milliseconds: number) => new Date(at + milliseconds).toISOString();

const strangerCall = (call: number): CallEvent[] => [
  {
    stream: `call/${numberedCall(call)}`,
    step: 'pin-1',
    actor: 'caller',
    type: 'CallerRefused',
    data: { reason: 'not-listed', numberTag: 'q1b2c3d4e5f6q1b2c3d4e5f6q1b2c3d4e5f6', period: '2026' },
  },
];

const adminOf = (call: number) => `admin-${call % ADMINS}`;

const enrollment = (adminId: string): CallEvent => {
  const { do: _, isNumberTaken: __, ...entry } = enroll({ adminId });
  const data = { ...entry, locations: ['*'] };
  return {
    stream: `admin/${adminId}`,
    step: 'enroll',
    actor: 'operator/bench',
    type: 'AdminEnrolled',
    data,
  };
};

/** A typical call: a PIN, a wrong entry, the right one, and a change. `isOn`: the locations in an emergency, which it changes. */
const changeCall = (call: number, at: number, isOn: Set<string>): CallEvent[] => {
  const adminId = adminOf(call);
  const locationId = `Location-${call % LOCATIONS}`;
  const stream = `admin/${adminId}`;
  const challenge = { adminId, challengeId: numberedId(call * 10) };
  const verifiedBy = numberedId(call * 10 + 3);
  const action = call % 3 === 0 ? 'remove' : 'set';
  const wasOn = isOn.has(locationId);
  const reaffirmed = wasOn === (action === 'set') && (wasOn || isOn.has(`${locationId} before`));
  const changed = { locationId, by: { adminId, maskedNumber: '+65******01' }, verifiedBy, reaffirmed };
  isOn.add(`${locationId} before`);
  if (action === 'set') isOn.add(locationId);
  else isOn.delete(locationId);
  const actor = stream;
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
  const verified = { attempt: 2, sessionEndsAt: after(at, 330_000), totpStep: null, failuresBefore: 0 };
  return [
    { stream, actor, step: 'pin-1', type: 'PinIssued', data: { ...challenge, ...issued } },
    { stream, actor, step: 'pin-1:sent', type: 'PinSent', data: { ...challenge, ...sent } },
    {
      stream,
      actor,
      step: 'try-1',
      ...pinRejected('wrong', { ...challenge, means: 'sms', triesLeft: 2, failures: 1 }),
    },
    { stream, actor, step: 'try-2', type: 'PinVerified', data: { ...challenge, ...verified } },
    {
      stream,
      actor,
      step: `change-1:${locationId}`,
      type: 'ChangeAuthorised',
      data: { adminId, locationId, action, verifiedBy, change: 1 },
    },
    {
      stream: `location/${locationId}`,
      actor,
      step: 'change-1',
      ...(action === 'set'
        ? emergencySet({ ...changed, messages: { 'en-US': MESSAGE }, laterMessages: { 'en-US': MESSAGE } })
        : emergencyRemoved(changed)),
    },
  ];
};

/** The events of calls one after the other; an administrator is enrolled five seconds before the first call. */
function* callEvents(): Generator<{ call: number; index: number; event: CallEvent }> {
  const isOn = new Set<string>();
  for (let call = 1; ; call += 1) {
    const events =
      call % 10 === 0 ? strangerCall(call) : changeCall(call, START + call * BETWEEN_CALLS, isOn);
    if (call <= ADMINS && call % 10 !== 0) yield { call, index: -1, event: enrollment(adminOf(call)) };
    for (const [index, event] of events.entries()) yield { call, index, event };
  }
}

/**
 * Generates a log of `events` events as the product writes them, the same every time: a call every ten minutes, every
 * tenth from a stranger.
 */
export function* callLogItems(log: LogIdentity, events: number): Generator<Item> {
  const writers = new Map<string, ReturnType<typeof writerOf>>();
  let count = 0;
  for (const { call, index, event } of callEvents()) {
    if (count === events) return;
    const { stream, step, actor, ...decided } = event;
    const write = writers.get(stream) ?? writerOf(log, stream);
    writers.set(stream, write);
    const id = numberedId(call * 10 + index);
    const at = after(START + call * BETWEEN_CALLS, index * 5000);
    count += 1;
    yield write(decided, { id, at, actor, contactId: numberedCall(call), step });
  }
}
