import { expect, it } from 'vitest';
import { asOf } from '../../use-cases/queries/as-of.ts';
import { revoke } from '../kit/enroll.ts';
import { ANA, BEN, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const MINUTE = 60_000;

/** Manila is set by Ana at the start and removed ten minutes later; Ben is revoked after twenty. */
const story = async () => {
  const line = await memoryLine();
  const { system, store } = line.ports;
  const start = system.now();
  const first = phoneCall(line, ANA);
  await first.provesWhoItIs();
  await first.sets('Manila', 'weather', 0);
  system.advance(10 * MINUTE);
  const second = phoneCall(line, ANA);
  await second.provesWhoItIs();
  await second.removes('Manila', 1);
  system.advance(10 * MINUTE);
  await revoke(line.ports, 'ben');
  return { line, first, second, at: (minutes: number) => asOf(store, 'Manila', start + minutes * MINUTE) };
};

it('the status at a past time has what callers heard, who set it, on which call, and by which verification', async () => {
  const { at, first, line } = await story();
  const found = await at(5);
  const set = line.items.find(({ type }) => type === 'EmergencySet');
  const pin = line.items.find(({ type }) => type === 'PinVerified');
  expect(found.emergency).toBe(true);
  expect(found.status).toMatchObject({
    emergencyType: 'weather',
    messages: {
      'en-US': 'Because of severe weather, the Manila contact centre is closed as of 10:00 AM.',
    },
    by: 'ana +65******01',
  });
  const { contactId } = first;
  expect(found.since).toBe(set?.at);
  expect(found.changes).toMatchObject([
    {
      kind: 'set',
      id: set?.id,
      actor: 'admin/ana',
      contactId,
      provenBy: { id: pin?.id, stream: 'admin/ana', contactId, factor: 'sms' },
    },
  ]);
});

it('the status at a past time is exact to the millisecond, and empty before the first change', async () => {
  const { at, second } = await story();
  expect(await at(-1)).toMatchObject({
    emergency: null,
    status: null,
    since: null,
    changes: [],
    list: [],
  });
  expect((await at(10 - 1 / MINUTE)).emergency).toBe(true);
  expect(await at(10)).toMatchObject({
    emergency: false,
    changes: [{ kind: 'removed', contactId: second.contactId }],
  });
});

it('the status at a past time lists the administrators permitted then, not those permitted now', async () => {
  const { at } = await story();
  const ids = async (minutes: number) => (await at(minutes)).list.map(({ adminId }) => adminId);
  expect(await ids(19)).toEqual(['ana', 'ben', 'lin']);
  expect(await ids(20)).toEqual(['ana', 'lin']);
});

it('the status at a past time names who set it before those who confirmed and changed it, and since when it was so', async () => {
  const line = await memoryLine();
  const { system, store } = line.ports;
  const begin = new Date(system.now()).toISOString();
  const by = async (number: string, type: string, seq: number) => {
    const call = phoneCall(line, number);
    await call.provesWhoItIs();
    await call.sets('Manila', type, seq);
    system.advance(MINUTE);
  };
  await by(ANA, 'weather', 0);
  await by(BEN, 'weather', 1);
  await by(ANA, 'fire-alarm', 2);
  const found = await asOf(store, 'Manila', system.now());
  expect(found.since?.slice(0, 16)).toBe(begin.slice(0, 16));
  expect(found.changes.map(({ kind, by: who }) => [kind, who.split(' ')[0]])).toStrictEqual([
    ['set', 'ana'],
    ['confirmed', 'ben'],
    ['changed', 'ana'],
  ]);
});
