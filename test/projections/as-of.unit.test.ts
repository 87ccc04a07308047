import { expect, it } from 'vitest';
import { asOf } from '../../use-cases/queries/as-of.ts';
import { revoke } from '../kit/enroll.ts';
import { ANA, memoryLine } from '../kit/line.ts';
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
  expect(found.madeBy).toMatchObject({ id: set?.id, actor: 'admin/ana', contactId: first.contactId });
  expect(found.provenBy).toMatchObject({
    id: pin?.id,
    stream: 'admin/ana',
    contactId: first.contactId,
    factor: 'sms',
  });
});

it('the status at a past time is exact to the millisecond, and empty before the first change', async () => {
  const { at, second } = await story();
  expect(await at(-1)).toMatchObject({
    emergency: null,
    status: null,
    madeBy: null,
    provenBy: null,
    list: [],
  });
  expect((await at(10 - 1 / MINUTE)).emergency).toBe(true);
  expect(await at(10)).toMatchObject({ emergency: false, madeBy: { contactId: second.contactId } });
});

it('the status at a past time lists the administrators permitted then, not those permitted now', async () => {
  const { at } = await story();
  const ids = async (minutes: number) => (await at(minutes)).list.map(({ adminId }) => adminId);
  expect(await ids(19)).toEqual(['ana', 'ben', 'lin']);
  expect(await ids(20)).toEqual(['ana', 'lin']);
});
