import { describe, expect, it } from 'vitest';
import { around } from '../kit/around.ts';
import { ANA, BEN, type MemoryLine, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const WRONG = '000000';

const wait = (waitSeconds: string, waitTime?: string) => ({
  status: 'WAIT',
  pinLength: 'none',
  waitSeconds,
  ...(waitTime === undefined ? {} : { waitTime }),
});

/** A call in which every try is wrong. */
const failedCall = async (line: MemoryLine, from: string) => {
  const call = phoneCall(line, from);
  const requested = await call.asksForPin();
  await call.types(WRONG);
  await call.types(WRONG);
  return { requested, last: await call.types(WRONG) };
};

describe('the limits of an administrator’s PIN', () => {
  it('allow two PINs in a call; waiting in this one does not help', async () => {
    const line = await memoryLine();
    const call = phoneCall(line, ANA);
    await call.asksForPin();
    await call.asksForPin();
    const { reply, wrote } = await line.watch(call.asksForPin);
    expect(reply).toStrictEqual(wait('none'));
    expect(wrote).toStrictEqual([
      {
        stream: 'admin/ana',
        type: 'PinIssueRefused',
        data: { adminId: 'ana', reason: 'throttled', scope: 'contact', until: null },
      },
    ]);
    expect(line.ports.sms.sent).toHaveLength(2);
  });

  it('allow three texts in ten minutes, to the millisecond', async () => {
    const line = await memoryLine();
    for (let n = 0; n < 3; n += 1) await phoneCall(line, ANA).asksForPin();
    line.ports.system.advance(10 * MINUTE - 1);
    const { reply, wrote } = await line.watch(phoneCall(line, ANA).asksForPin);
    expect(reply).toStrictEqual(wait('1', '1 second'));
    expect(wrote[0]?.data).toMatchObject({ scope: 'ten-minutes', until: '2026-11-22T02:10:00.000Z' });
    line.ports.system.advance(1);
    expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'SENT' });
  });

  it('allow ten texts in a day, then one an hour for a single try, and do not affect other administrators', async () => {
    const line = await memoryLine();
    for (let n = 0; n < 10; n += 1) {
      await phoneCall(line, ANA).asksForPin();
      line.ports.system.advance(10 * MINUTE);
    }
    const { reply, wrote } = await line.watch(phoneCall(line, ANA).asksForPin);
    expect(reply).toStrictEqual(wait(String(50 * 60), '50 minutes'));
    expect(wrote[0]?.data).toMatchObject({ scope: 'day', until: '2026-11-22T04:30:00.000Z' });
    expect(await phoneCall(line, BEN).asksForPin()).toMatchObject({ status: 'SENT' });
    line.ports.system.advance(50 * MINUTE);
    const last = phoneCall(line, ANA);
    expect(await last.asksForPin()).toMatchObject({ status: 'SENT' });
    expect(await last.types(WRONG)).toStrictEqual({ status: 'EXHAUSTED', triesLeft: '0' });
  });

  it('make the next PIN wait from the third failed call on, for twice as long each time', async () => {
    const line = await memoryLine();
    const waits: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      expect(await failedCall(line, ANA)).toMatchObject({ requested: { status: 'SENT' } });
      const { waitSeconds = '' } = await phoneCall(line, ANA).asksForPin();
      waits.push(waitSeconds);
      line.ports.system.advance(10 * MINUTE);
    }
    // After the first and the second failed call the next PIN is sent at once.
    expect(waits).toEqual(['none', 'none', '30', '60', '120']);
  });

  it('block the administrator after fifty failures in a row, for the correct PIN and for a new one too', async () => {
    const line = await memoryLine({
      config: (shipped) => ({ ...shipped, pin: { ...shipped.pin, failuresBeforeStop: 4 } }),
    });
    expect(await failedCall(line, ANA)).toMatchObject({ last: { status: 'EXHAUSTED', triesLeft: '0' } });
    const open = phoneCall(line, ANA);
    await open.asksForPin();
    const pin = line.ports.sms.pin();
    const { reply, wrote } = await line.watch(() => open.types(WRONG));
    expect(reply).toStrictEqual({ status: 'LOCKED', triesLeft: '0' });
    expect(wrote[0]?.data).toMatchObject({ reason: 'wrong', failures: 4, stopped: true });
    expect(await open.types(pin)).toStrictEqual({ status: 'LOCKED', triesLeft: '0' });
    line.ports.system.advance(48 * 60 * MINUTE);
    const later = await line.watch(phoneCall(line, ANA).asksForPin);
    expect(later.reply).toStrictEqual({ status: 'LOCKED', pinLength: 'none', waitSeconds: 'none' });
    expect(later.wrote[0]?.data).toMatchObject({ reason: 'disabled' });
  });

  it('cost nothing once they are reached: a refused request looks up no number and tags no PIN', async () => {
    const requested: string[] = [];
    const line = await memoryLine({
      config: (shipped) => ({ ...shipped, pin: { ...shipped.pin, failuresBeforeStop: 4 } }),
      wrap: {
        lookup: around(['lookup'], (method) => void requested.push(method)),
        pinCodes: around(['tag'], (method) => void requested.push(method)),
      },
    });
    await failedCall(line, ANA);
    await phoneCall(line, ANA).asksForPin();
    await phoneCall(line, ANA).asksForPin();
    expect(requested.splice(0)).toStrictEqual(['lookup', 'tag', 'lookup', 'tag', 'lookup', 'tag']);
    expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'WAIT' });
    expect(requested).toStrictEqual([]);
    line.ports.system.advance(10 * MINUTE);
    const last = phoneCall(line, ANA);
    await last.asksForPin();
    await last.types(WRONG);
    expect(requested.splice(0)).toStrictEqual(['lookup', 'tag']);
    expect(await phoneCall(line, ANA).asksForPin()).toMatchObject({ status: 'LOCKED' });
    expect(requested).toStrictEqual([]);
  });

  it('start again after a success', async () => {
    const line = await memoryLine();
    await failedCall(line, ANA);
    await failedCall(line, ANA);
    await phoneCall(line, ANA).provesWhoItIs();
    line.ports.system.advance(10 * MINUTE);
    const { wrote } = await line.watch(() => failedCall(line, ANA));
    expect(wrote.at(-1)?.data).toMatchObject({ failures: 3, waitUntil: null });
  });
});
