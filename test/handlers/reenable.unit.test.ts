import { describe, expect, it } from 'vitest';
import { reenableAdmin } from '../../use-cases/reenable-admin.ts';
import { ANA, BEN, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const WRONG = '000000';
const act = (actionId: string) => ({ principal: 'duty', actionId });

/** Ana is blocked after three wrong PINs. */
const stopped = async () => {
  const line = await memoryLine({
    config: (shipped) => ({ ...shipped, pin: { ...shipped.pin, failuresBeforeStop: 3 } }),
  });
  const call = phoneCall(line, ANA);
  await call.asksForPin();
  for (let n = 0; n < 3; n += 1) await call.types(WRONG);
  expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'LOCKED' });
  return line;
};

describe('an operator re-enables a blocked administrator', () => {
  it('with the approval of another administrator who has just been verified', async () => {
    const line = await stopped();
    await phoneCall(line, BEN).provesWhoItIs();
    const verifiedBy = line.items.at(-1)?.id;
    const event = await reenableAdmin(line.ports, act('1'), 'ana', { by: 'ben' });
    expect(event).toMatchObject({ type: 'AdminReenabled', actor: 'operator/duty', contactId: '1' });
    expect(event.data).toStrictEqual({
      adminId: 'ana',
      by: { adminId: 'ben', verifiedBy },
      breakGlass: null,
    });
    expect(await phoneCall(line, ANA).provesWhoItIs()).toMatchObject({ status: 'VERIFIED' });
  });

  it('not with the approval of an unverified administrator or of the blocked one', async () => {
    const line = await stopped();
    const refused = async (actionId: string, by: string) =>
      (await reenableAdmin(line.ports, act(actionId), 'ana', { by })).data.reason;
    expect(await refused('1', 'ben')).toBe('not-verified');
    expect(await refused('2', 'nobody')).toBe('not-verified');
    expect(await refused('3', 'ana')).toBe('own-stop');
    expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'LOCKED' });
  });

  it('alone, with a reason that is published on the bus for an alarm', async () => {
    const line = await stopped();
    const breakGlass = { principal: 'duty', reason: 'Attack at night; Ana is here.' };
    const event = await reenableAdmin(line.ports, act('1'), 'ana', { reason: breakGlass.reason });
    expect(event.data).toStrictEqual({ adminId: 'ana', by: null, breakGlass });
    await line.catchUp();
    const published = line.ports.bus.taken.find(({ detailType }) => detailType === 'AdminReenabled');
    expect(JSON.parse(published?.detail ?? '{}').data).toStrictEqual(event.data);
  });

  it('once, however often the command is sent', async () => {
    const line = await stopped();
    const [first, again] = [
      await reenableAdmin(line.ports, act('1'), 'ana', { reason: 'known by voice' }),
      await reenableAdmin(line.ports, act('1'), 'ana', { reason: 'known by voice' }),
    ];
    expect(again.id).toBe(first.id);
  });
});
