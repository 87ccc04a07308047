import { describe, expect, it } from 'vitest';
import { checkLatePins } from '../../cli/deployment/check-late-pins.ts';
import { ANA, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

/** A line with calls a day apart, each with a PIN that was entered too late or in time. */
const lineWith = async (...lateness: boolean[]) => {
  const line = await memoryLine();
  for (const isLate of lateness) {
    line.ports.system.advance(12 * 3_600_000);
    const call = phoneCall(line, ANA);
    await call.asksForPin();
    line.ports.system.advance(isLate ? 31_000 : 10_000);
    await call.types(line.ports.sms.pin());
  }
  return checkLatePins(line.ports.store, line.ports.system.now());
};

describe('the doctor', () => {
  it('counts the PINs of a week that were entered too late', async () => {
    expect(await lineWith(false, true)).toEqual({
      name: 'texts, too late',
      ok: true,
      message: '2 PINs sent in the last 7 days, 1 entered too late',
    });
  });

  it('fails when more than one in ten came too late, and says what to raise', async () => {
    const finding = await lineWith(true, false, true);
    expect(finding).toMatchObject({
      ok: false,
      message: '3 PINs sent in the last 7 days, 2 entered too late',
      todo: expect.stringContaining('pin.lifeSeconds'),
    });
  });

  it('counts no older ones', async () => {
    expect(await lineWith(true, true, ...Array.from({ length: 16 }, () => false))).toMatchObject({
      ok: true,
      message: expect.stringContaining(', 0 entered too late'),
    });
  });
});
