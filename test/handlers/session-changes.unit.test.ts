import { describe, expect, it } from 'vitest';
import type { EventStore } from '../../domain/ledger/event-store.ts';
import { around } from '../kit/around.ts';
import { ANA, BEN, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const verifiedCall = async (changesPerSession = 10) => {
  const line = await memoryLine({
    config: (shipped) => ({ ...shipped, pin: { ...shipped.pin, changesPerSession } }),
  });
  const call = phoneCall(line, ANA);
  await call.provesWhoItIs();
  return { line, call, types: () => line.history('admin/ana').map(({ type }) => type) };
};

describe('a session of a call', () => {
  it('allows ten changes; the eleventh is refused with the reason in the log', async () => {
    const { line, call } = await verifiedCall();
    for (let heard = 0; heard < 10; heard += 1)
      expect(await call.sets('Manila', 'weather', heard)).toMatchObject({ status: 'DONE' });
    const { reply, wrote } = await line.watch(() => call.removes('Manila', 10));
    expect(reply).toMatchObject({ status: 'NOT_VERIFIED', Emergency: 'true', changed: 'false' });
    expect(wrote).toMatchObject([
      { stream: 'admin/ana', type: 'ChangeNotAuthorised', data: { reason: 'changes-used-up' } },
      { stream: 'location/Manila', type: 'EmergencyChangeRefused', data: { reason: 'not-verified' } },
    ]);
  });

  it('authorizes a change before it is made, by the log’s times and ids', async () => {
    const { line, call } = await verifiedCall();
    const { system } = line.ports;
    const { now } = system;
    let passed = 0;
    system.now = () => {
      passed += 20;
      return now() + passed;
    };
    await call.sets('Manila', 'weather', 0);
    const [granted, set] = line.items.slice(-2);
    expect([granted?.type, set?.type]).toStrictEqual(['ChangeAuthorised', 'EmergencySet']);
    expect(String(granted?.id) < String(set?.id)).toBe(true);
    expect(String(granted?.at) < String(set?.at)).toBe(true);
  });

  it('counts the changes of all locations, simultaneous ones too', async () => {
    const { line, call, types } = await verifiedCall(2);
    const replies = await Promise.all(
      ['Manila', 'Sydney', 'Singapore'].map((centre) => call.sets(centre, 'weather', 0, `set-${centre}`)),
    );
    const done = replies.filter(({ status }) => status === 'DONE');
    expect(done).toHaveLength(2);
    expect(types().filter((type) => type === 'ChangeAuthorised')).toHaveLength(2);
    expect(line.items.filter(({ type }) => type === 'EmergencySet')).toHaveLength(2);
  });

  it('counts the same block at two locations as two changes, and a retry as one', async () => {
    const { call, types } = await verifiedCall();
    await call.sets('Manila', 'weather', 0, 'change-0');
    await call.sets('Sydney', 'weather', 0, 'change-0');
    await call.sets('Sydney', 'weather', 0, 'change-0');
    expect(types().filter((type) => type === 'ChangeAuthorised')).toHaveLength(2);
  });

  it('is not used up by refused changes', async () => {
    const { line, types } = await verifiedCall();
    const ben = phoneCall(line, BEN);
    await ben.provesWhoItIs();
    await ben.sets('Sydney', 'weather', 0);
    await ben.sets('Manila', 'plague', 0);
    await ben.sets('Manila', 'weather', 7);
    await phoneCall(line, ANA).sets('Manila', 'weather', 0);
    expect(types()).not.toContain('ChangeAuthorised');
    expect(line.history('admin/ben').map(({ type }) => type)).not.toContain('ChangeAuthorised');
  });

  it('is named by its own change, even when the call has been verified again meanwhile', async () => {
    const meanwhile: (() => Promise<unknown>)[] = [];
    const store = around<EventStore>(
      ['head'],
      () => {},
      async () => void (await meanwhile.shift()?.()),
    );
    const line = await memoryLine({ wrap: { store } });
    const call = phoneCall(line, ANA);
    await call.provesWhoItIs();
    meanwhile.push(() => call.provesWhoItIs());
    await call.sets('Manila', 'weather', 0);
    const ofType = (type: string) => line.items.filter((item) => item.type === type);
    const named = [...ofType('ChangeAuthorised'), ...ofType('EmergencySet')].map(
      ({ body }) => JSON.parse(body).data.verifiedBy,
    );
    const second = ofType('PinVerified')[1]?.id;
    expect(named).toStrictEqual([second, second]);
  });

  it('grants a change once when the first try was interrupted before the change', async () => {
    let fail = false;
    const line = await memoryLine({
      wrap: {
        store: (store) => ({
          append: async (decider, head, ...rest) => {
            if (fail && head.stream === 'location/Manila') throw new Error('stopped here');
            return store.append(decider, head, ...rest);
          },
        }),
      },
    });
    const call = phoneCall(line, ANA);
    await call.provesWhoItIs();
    fail = true;
    await expect(call.sets('Manila', 'weather', 0, 'change-0')).rejects.toThrow('could not answer');
    fail = false;
    expect(await call.sets('Manila', 'weather', 0, 'change-0')).toMatchObject({ status: 'DONE' });
    const granted = line.history('admin/ana').filter(({ type }) => type === 'ChangeAuthorised');
    expect(granted).toMatchObject([{ data: { change: 1 } }]);
  });
});
