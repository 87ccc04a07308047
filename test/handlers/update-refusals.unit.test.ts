import { describe, expect, it } from 'vitest';
import { revoke, writeEntry } from '../kit/enroll.ts';
import { ANA, BEN, memoryLine, STRANGER } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const asNormal = {
  Emergency: 'false',
  EmergencyType: 'No Emergency',
  Message: 'The Manila contact centre is open as usual.',
  stale: 'false',
};
const untouched = { ...asNormal, UpdatedAt: 'none', UpdatedAgo: 'none', seq: '0', changed: 'false' };
const justNow = { UpdatedAt: '2026-11-22T02:00:00.000Z', UpdatedAgo: '0 seconds ago' };
const inStorm = {
  ...justNow,
  Emergency: 'true',
  EmergencyType: 'weather',
  Message: 'Because of severe weather, the Manila contact centre is closed as of 10:00 AM.',
  stale: 'false',
};

const refused = (reason: string, data: Record<string, unknown> = {}) => ({
  stream: 'location/Manila',
  type: 'EmergencyChangeRefused',
  data: {
    center: 'Manila',
    adminId: 'ana',
    action: 'set',
    emergencyType: 'weather',
    reason,
    breakGlass: null,
    ...data,
  },
});

const verifiedCall = async (from = ANA) => {
  const line = await memoryLine();
  const call = phoneCall(line, from);
  await call.provesWhoItIs();
  return { line, call };
};

describe('a change is refused', () => {
  it('NOT_VERIFIED: before the PIN, in another call, and from five minutes after it on', async () => {
    const { line, call } = await verifiedCall();
    const other = phoneCall(line, ANA);
    const { reply, wrote } = await line.watch(() => other.sets('Manila', 'weather', 0));
    expect(reply).toStrictEqual({ status: 'NOT_VERIFIED', ...untouched });
    expect(wrote).toStrictEqual([refused('not-verified')]);
    line.ports.system.advance(299_999);
    expect(await call.sets('Manila', 'weather', 0)).toMatchObject({ status: 'DONE', seq: '2' });
    line.ports.system.advance(1);
    const late = await line.watch(() => call.removes('Manila', 2));
    expect(late.reply).toMatchObject({ status: 'NOT_VERIFIED', Emergency: 'true', changed: 'false' });
    expect(late.wrote).toStrictEqual([refused('not-verified', { action: 'remove', emergencyType: null })]);
  });

  it.each([STRANGER, null])('NOT_VERIFIED: for the unknown caller %s', async (from) => {
    const line = await memoryLine();
    const { reply, wrote } = await line.watch(() => phoneCall(line, from).sets('Manila', 'weather', 0));
    expect(reply).toStrictEqual({ status: 'NOT_VERIFIED', ...untouched });
    expect(wrote).toStrictEqual([refused('not-verified', { adminId: null })]);
    expect(JSON.parse(line.items.at(-1)?.body ?? '')).toMatchObject({ actor: 'caller' });
  });

  it('NOT_VERIFIED: for an administrator revoked or changed during the call, whatever the directory has', async () => {
    const revoked = await verifiedCall();
    await revoke(revoked.line.ports, 'ana');
    const first = await revoked.line.watch(() => revoked.call.sets('Manila', 'weather', 0));
    expect(first.wrote).toStrictEqual([refused('not-verified', { adminId: null })]);
    const moved = await verifiedCall();
    await writeEntry(moved.line.ports, 'change', { adminId: 'ana', number: '+6591119999' });
    const second = await moved.line.watch(() => moved.call.sets('Manila', 'weather', 0));
    expect(second.wrote).toStrictEqual([refused('not-verified', { adminId: null })]);
    const narrowed = await verifiedCall();
    await writeEntry(narrowed.line.ports, 'change', { adminId: 'ana', number: ANA, locations: ['Sydney'] });
    expect(await narrowed.call.sets('Manila', 'weather', 0)).toMatchObject({ status: 'NOT_VERIFIED' });
  });

  it('NOT_PERMITTED: at a location that is not the administrator’s', async () => {
    const { line, call } = await verifiedCall(BEN);
    const { reply, wrote } = await line.watch(() => call.sets('Sydney', 'weather', 0));
    expect(reply).toMatchObject({ status: 'NOT_PERMITTED', Emergency: 'false', seq: '0', changed: 'false' });
    expect(wrote).toStrictEqual([
      { ...refused('not-permitted', { center: 'Sydney', adminId: 'ben' }), stream: 'location/Sydney' },
    ]);
    expect(await call.sets('Manila', 'weather', 0)).toMatchObject({ status: 'DONE' });
  });

  it.each(['Atlantis', '', '__proto__', 'a'.repeat(41), 'Manila/../Sydney'])(
    'UNKNOWN_CENTER: %j, recorded only when it has the form of an id',
    async (center) => {
      const { line, call } = await verifiedCall();
      const { reply, wrote } = await line.watch(() => call.sets(center, 'weather', 0));
      expect(reply).toStrictEqual({
        ...untouched,
        status: 'UNKNOWN_CENTER',
        Message: 'none',
      });
      const named = center === 'Atlantis' ? center : null;
      expect(wrote).toStrictEqual([
        { ...refused('unknown-center', { center: named }), stream: `call/${call.contactId}` },
      ]);
    },
  );

  it.each(['plague', '', 'constructor', 'none', 'No Emergency', 'weather '])(
    'UNKNOWN_TYPE: %j',
    async (type) => {
      const { line, call } = await verifiedCall();
      const { reply, wrote } = await line.watch(() => call.sets('Manila', type, 0));
      expect(reply).toStrictEqual({ status: 'UNKNOWN_TYPE', ...untouched });
      const named = /^\w+$/.test(type) ? type : null;
      expect(wrote).toStrictEqual([refused('unknown-type', { emergencyType: named })]);
    },
  );

  it('CHANGED: when the status changed since it was heard, with the new status', async () => {
    const { line, call } = await verifiedCall();
    const ben = phoneCall(line, BEN);
    await ben.provesWhoItIs();
    await call.sets('Manila', 'weather', 0);
    const { reply, wrote } = await line.watch(() => ben.removes('Manila', 0));
    expect(reply).toStrictEqual({ status: 'CHANGED', ...inStorm, seq: '1', changed: 'false' });
    expect(wrote).toStrictEqual([
      refused('changed-since-heard', { adminId: 'ben', action: 'remove', emergencyType: null }),
    ]);
    expect(await ben.removes('Manila', 1)).toMatchObject({ status: 'DONE', seq: '3' });
  });

  it.each(['', 'none', '-1', '1.0', '١', '9'.repeat(16), '1e0'])(
    'CHANGED: when the heard status is %j',
    async (heard) => {
      const { call } = await verifiedCall();
      expect(await call.sets('Manila', 'weather', heard)).toMatchObject({ status: 'CHANGED' });
    },
  );

  it('but not as CHANGED after a refusal in between', async () => {
    const { line, call } = await verifiedCall();
    await phoneCall(line, STRANGER).sets('Manila', 'weather', 0);
    expect(await call.sets('Manila', 'weather', 0)).toMatchObject({ status: 'DONE', seq: '2' });
  });
});

it('the reply after three conflicts is TRY_AGAIN, and nothing is written', async () => {
  const line = await memoryLine({
    wrap: { store: () => ({ append: async () => ({ kind: 'conflict' }) }) },
  });
  const { reply, wrote } = await line.watch(() => phoneCall(line, STRANGER).sets('Manila', 'weather', 0));
  expect(reply).toStrictEqual({ ...untouched, status: 'TRY_AGAIN', Message: 'none' });
  expect(wrote).toEqual([]);
  expect(line.ports.system.pauses).toEqual([20, 60]);
});
