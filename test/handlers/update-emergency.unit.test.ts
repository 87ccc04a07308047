import { describe, expect, it } from 'vitest';
import { ANA, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const by = { adminId: 'ana', maskedNumber: '+65******01' };
const messages = {
  'en-US': 'Because of severe weather, the Manila contact centre is closed as of 10:00 AM.',
};
const laterMessages = {
  'en-US':
    'Because of severe weather, the Manila contact centre has been closed since Sunday, November 22, at 10:00 AM.',
};
const asNormal = {
  Emergency: 'false',
  EmergencyType: 'No Emergency',
  Message: 'The Manila contact centre is open as usual.',
  stale: 'false',
};
const justNow = { UpdatedAt: '2026-11-22T02:00:00.000Z', UpdatedAgo: '0 seconds ago' };
const inStorm = {
  ...justNow,
  Emergency: 'true',
  EmergencyType: 'weather',
  Message: messages['en-US'],
  stale: 'false',
};

const verifiedCall = async () => {
  const line = await memoryLine();
  const call = phoneCall(line, ANA);
  await call.provesWhoItIs();
  const verifiedBy = line.items.at(-1)?.id;
  return { line, call, verifiedBy };
};

describe('a verified administrator', () => {
  it('sets an emergency, recorded with the exact words, the administrator and the verification', async () => {
    const { line, call, verifiedBy } = await verifiedCall();
    const { reply, wrote } = await line.watch(() => call.sets('MANILA', 'weather', 0));
    expect(reply).toStrictEqual({ status: 'DONE', ...inStorm, seq: '1', changed: 'true', onBoard: 'false' });
    const said = { reaffirmed: false, emergencyType: 'weather', messages, laterMessages, expiresAt: null };
    const data = { locationId: 'Manila', by, verifiedBy, breakGlass: null, ...said };
    const granted = { adminId: 'ana', locationId: 'Manila', action: 'set', verifiedBy, change: 1 };
    expect(wrote).toStrictEqual([
      { stream: 'admin/ana', type: 'ChangeAuthorised', data: granted },
      { stream: 'location/Manila', type: 'EmergencySet', data },
    ]);
  });

  it('confirms an emergency that is already set', async () => {
    const { line, call } = await verifiedCall();
    await call.sets('Manila', 'weather', 0);
    const again = await line.watch(() => call.sets('Manila', 'weather', 1));
    expect(again.reply).toMatchObject({ status: 'DONE', seq: '2', changed: 'false' });
    expect(again.wrote.at(-1)).toMatchObject({ type: 'EmergencySet', data: { reaffirmed: true } });
    const other = await line.watch(() => call.sets('Manila', 'fire-alarm', 2));
    expect(other.reply).toMatchObject({
      status: 'DONE',
      EmergencyType: 'fire-alarm',
      seq: '3',
      changed: 'true',
    });
  });

  it('removes an emergency, and confirms that there is none', async () => {
    const { line, call, verifiedBy } = await verifiedCall();
    await call.sets('Manila', 'weather', 0);
    const { reply, wrote } = await line.watch(() => call.removes('Manila', 1));
    expect(reply).toStrictEqual({
      status: 'DONE',
      ...asNormal,
      ...justNow,
      seq: '2',
      changed: 'true',
      onBoard: 'false',
    });
    const data = { locationId: 'Manila', by, verifiedBy, breakGlass: null, reaffirmed: false };
    expect(wrote.at(-1)).toStrictEqual({ stream: 'location/Manila', type: 'EmergencyRemoved', data });
    const again = await line.watch(() => call.removes('Manila', 2));
    expect(again.reply).toMatchObject({ status: 'DONE', seq: '3', changed: 'false' });
    expect(again.wrote.at(-1)).toMatchObject({ data: { reaffirmed: true } });
  });

  it('sets up a location by a first removal', async () => {
    const { line, call } = await verifiedCall();
    expect(await call.removes('Manila', 0)).toMatchObject({ status: 'DONE', seq: '1', changed: 'true' });
    await line.catchUp();
    expect(line.ports.board.rows.get('Manila')).toMatchObject({
      emergency: false,
      emergencyType: 'No Emergency',
    });
    expect(line.ports.board.rows.size).toBe(1);
  });
});
