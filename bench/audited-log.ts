import { rules } from '../domain/emergency/index.ts';
import {
  type CommandMetadata,
  createItem,
  type Decided,
  emptyHead,
  type Item,
  type LogIdentity,
} from '../domain/ledger/index.ts';

/** Twenty locations, forty administrators, a call every ten minutes, every tenth from a stranger. */
const LOCATIONS = 20;
const ADMINS = 40;
const BETWEEN_CALLS = 600_000;
const START = Date.UTC(2026, 0, 1);

type Written = Omit<Decided, 'type'> & { type: string; stream: string; step: string };

const MESSAGE =
  'Because of severe weather, the contact centre is closed as of 2:05 PM. Please call again tomorrow.';
const numbered = (prefix: string, number: number) => `${prefix}-${number}`;
const idOf = (number: number) => `01M8118B${String(number).padStart(18, '0')}`;
const callOf = (call: number) => `9d2ec285-0000-4000-8000-${String(call).padStart(12, '0')}`;
const after = (at: number, milliseconds: number) => new Date(at + milliseconds).toISOString();

const stranger = (call: number): Written[] => [
  {
    stream: `call/${callOf(call)}`,
    step: 'pin-1',
    type: 'CallerRefused',
    data: { reason: 'not-listed', numberTag: 'q1b2c3d4e5f6q1b2c3d4e5f6q1b2c3d4e5f6', period: '2026' },
  },
];

/** A PIN, a wrong try, the right one, and a change: what most calls leave. */
const change = (call: number, at: number): Written[] => {
  const adminId = numbered('admin', call % ADMINS);
  const locationId = numbered('Location', call % LOCATIONS);
  const challengeId = idOf(call * 10);
  const verifiedBy = idOf(call * 10 + 3);
  const own = { stream: `admin/${adminId}` };
  const phone = { type: 'MOBILE', carrier: 'Singtel', mcc: '525', mnc: '01', country: 'SG' };
  const action = call % 3 === 0 ? 'remove' : 'set';
  const by = { adminId, maskedNumber: '+65******01' };
  const changed = { locationId, by, verifiedBy, breakGlass: null, reaffirmed: false };
  const issued = {
    digits: 6,
    tries: 3,
    issuedAt: after(at, 0),
    phone,
    tag: 'dGFnLW9mLWEtUElOLW1hZGUtYnktS01T',
  };
  const sent = { provider: 'end-user-messaging', messageId: callOf(call), expiresAt: after(at, 31_000) };
  const wrong = { reason: 'wrong', triesLeft: 2, failures: 1, waitUntil: null, stopped: false };
  const proven = { attempt: 2, sessionEndsAt: after(at, 330_000), totpStep: null };
  return [
    { ...own, step: 'pin-1', type: 'PinIssued', data: { adminId, challengeId, ...issued } },
    { ...own, step: 'pin-1', type: 'PinSent', data: { adminId, challengeId, ...sent } },
    { ...own, step: 'try-1', type: 'PinRejected', data: { adminId, challengeId, ...wrong } },
    { ...own, step: 'try-2', type: 'PinVerified', data: { adminId, challengeId, ...proven } },
    {
      ...own,
      step: 'change-1',
      type: 'ChangeAuthorised',
      data: { adminId, locationId, action, verifiedBy, change: 1 },
    },
    {
      stream: `location/${locationId}`,
      step: 'change-1',
      type: action === 'set' ? 'EmergencySet' : 'EmergencyRemoved',
      data:
        action === 'set'
          ? { ...changed, emergencyType: 'weather', messages: { 'en-US': MESSAGE }, expiresAt: null }
          : changed,
    },
  ];
};

/** Writes the events of one stream, one after the other, by its own rules. */
const writerOf = (log: LogIdentity, stream: string) =>
  rules.withDecider(stream, (decider) => {
    let head = emptyHead(log, stream, decider.initial);
    return (decided: Decided, meta: CommandMetadata): Item => {
      const next = createItem(log, decider, head, decided as never, meta);
      head = next.head;
      return next.item;
    };
  });

/** So many events as the product would have written them, by its own rules; the same every time. */
export function* auditedItems(log: LogIdentity, events: number): Generator<Item> {
  const writers = new Map<string, ReturnType<typeof writerOf>>();
  let made = 0;
  for (let call = 1; made < events; call += 1) {
    const at = START + call * BETWEEN_CALLS;
    const calls = call % 10 === 0 ? stranger(call) : change(call, at);
    for (const [index, { stream, step, ...decided }] of calls.slice(0, events - made).entries()) {
      const write = writers.get(stream) ?? writerOf(log, stream);
      writers.set(stream, write);
      const meta = {
        id: idOf(call * 10 + index),
        at: after(at, index * 5000),
        actor: 'system/line',
        contactId: callOf(call),
        step,
      };
      made += 1;
      yield write(decided, meta);
    }
  }
}
