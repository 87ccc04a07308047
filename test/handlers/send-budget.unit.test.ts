import { describe, expect, it } from 'vitest';
import { revoke, writeEntry } from '../kit/enroll.ts';
import { ANA, BEN, type MemoryLine, memoryLine, type Options } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';

const MINUTE = 60_000;
/** Five texts an hour for the line, one of them reserved for administrators without unverified texts. */
const five: Options['config'] = (shipped) => ({
  ...shipped,
  pin: { ...shipped.pin, sendsPerHour: 5, sendsPerHourAndAdmin: 0 },
});

/** `count` more administrators with their own mobiles. */
const enrolled = async (line: MemoryLine, count: number): Promise<string[]> => {
  const numbers = Array.from({ length: count }, (_, index) => `+65922200${String(index).padStart(2, '0')}`);
  for (const [index, number] of numbers.entries())
    await writeEntry(line.ports, 'enroll', { adminId: `other-${index}`, number });
  await line.catchUp();
  return numbers;
};
const ask = (line: MemoryLine, from: string) => phoneCall(line, from).asksForPin();
const requestAll = async (line: MemoryLine, numbers: string[]) => {
  const replies: (string | undefined)[] = [];
  for (const number of numbers) replies.push((await ask(line, number)).status);
  return replies;
};

describe('the send budget', () => {
  it('is used up for everybody for an hour, to the millisecond, with the reason in the log', async () => {
    const line = await memoryLine({ config: five });
    const numbers = await enrolled(line, 5);
    expect(await requestAll(line, numbers)).toEqual(['SENT', 'SENT', 'SENT', 'SENT', 'SENT']);
    line.ports.system.advance(60 * MINUTE - 1);
    const { reply, wrote } = await line.watch(() => ask(line, ANA));
    expect(reply).toStrictEqual({
      status: 'WAIT',
      pinLength: 'none',
      waitSeconds: '1',
      waitTime: '1 second',
    });
    const until = '2026-11-22T03:00:00.000Z';
    const data = { adminId: 'ana', reason: 'throttled', scope: 'system', until };
    expect(wrote).toStrictEqual([{ stream: 'admin/ana', type: 'PinIssueRefused', data }]);
    line.ports.system.advance(1);
    expect(await ask(line, ANA)).toMatchObject({ status: 'SENT' });
  });

  it('reserves the last fifth for administrators without unverified texts', async () => {
    const line = await memoryLine({ config: five });
    await ask(line, BEN);
    await requestAll(line, await enrolled(line, 3));
    expect(await ask(line, BEN)).toMatchObject({ status: 'WAIT' });
    expect(await phoneCall(line, ANA).provesWhoItIs()).toMatchObject({ status: 'VERIFIED' });
  });

  it('grows with the enrolled administrators', async () => {
    const line = await memoryLine({
      config: (shipped) => ({ ...shipped, pin: { ...shipped.pin, sendsPerHour: 5 } }),
    });
    const numbers = await enrolled(line, 5);
    // Eight are enrolled: sixteen an hour, twelve of them without the reserve.
    expect(line.ports.sendBudget.admins.size).toBe(8);
    const twice = await requestAll(line, [...numbers, ...numbers]);
    expect(twice).toEqual(Array(10).fill('SENT'));
    await revoke(line.ports, 'other-0');
    await line.catchUp();
    expect(line.ports.sendBudget.admins.size).toBe(7);
  });

  it('is not used up by refused requests', async () => {
    const line = await memoryLine({ config: five });
    for (let n = 0; n < 20; n += 1) await ask(line, BEN);
    expect(line.ports.sendBudget.places.size).toBe(3);
    await requestAll(line, await enrolled(line, 2));
    for (let n = 0; n < 20; n += 1) await ask(line, BEN);
    expect(line.ports.sendBudget.places.size).toBe(5);
  });

  it('releases the reservation of a text that was certainly not sent, and not of one possibly delivered', async () => {
    const line = await memoryLine();
    line.ports.sms.script.push({ sent: false, reason: 'opted-out', detail: 'OPT_OUT' });
    await ask(line, ANA);
    expect(line.ports.sendBudget.places.size).toBe(0);
    line.ports.sms.script.push({ sent: false, reason: 'unknown', detail: 'lost' });
    await ask(line, ANA);
    expect(line.ports.sendBudget.places.size).toBe(1);
  });

  it('counts a block that Connect retries once', async () => {
    const line = await memoryLine();
    const call = phoneCall(line, ANA);
    await Promise.all([1, 2, 3].map(() => call.asksForPin('once')));
    expect(line.ports.sendBudget.places.size).toBe(1);
  });

  it('is never exceeded, however many requests are simultaneous', async () => {
    const line = await memoryLine({ config: five });
    const numbers = await enrolled(line, 12);
    const replies = await Promise.all(numbers.map((number) => ask(line, number)));
    const sent = replies.filter(({ status }) => status === 'SENT').length;
    expect(sent).toBeLessThanOrEqual(5);
    expect(line.ports.sms.sent).toHaveLength(sent);
    expect(line.ports.sendBudget.places.size).toBe(sent);
    expect(await requestAll(line, numbers.slice(0, 5 - sent))).toEqual(Array(5 - sent).fill('SENT'));
  });

  it('when it is unreachable, lets no text be sent', async () => {
    const line = await memoryLine({
      wrap: { sendBudget: () => ({ reserve: async () => Promise.reject(new Error('unreachable')) }) },
    });
    await expect(ask(line, ANA)).rejects.toThrow('OneTimePin could not answer');
    expect(line.ports.sms.sent).toEqual([]);
    expect(line.history('admin/ana').map(({ type }) => type)).toEqual(['AdminEnrolled']);
  });
});
