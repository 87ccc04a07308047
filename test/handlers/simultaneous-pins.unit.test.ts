import { describe, expect, it } from 'vitest';
import type { Reply } from '../../handlers/connect-event.ts';
import { interleaving } from '../kit/interleaving.ts';
import { ANA, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';
import { random } from '../kit/random.ts';
import { runs } from '../kit/sample.ts';

const WRONG = '000000';
const TOO_BUSY = 'TRY_AGAIN';

/** One PIN is sent; a hundred tries are made at once, `right` of them with the correct PIN, shuffled. */
const storm = async (seed: number, right: number, wrong: number) => {
  const line = await memoryLine({ wrap: { store: interleaving(seed) } });
  const call = phoneCall(line, ANA);
  await call.asksForPin();
  const pin = line.ports.sms.pin();
  const { below } = random(seed);
  const typed = [...Array(right).fill(pin), ...Array(wrong).fill(WRONG)]
    .map((digits: string) => ({ digits, place: below(1_000_000) }))
    .sort((a, b) => a.place - b.place);
  const busy = (): Reply => ({ status: TOO_BUSY });
  const { reply, wrote } = await line.watch(() =>
    Promise.all(typed.map(({ digits }, n) => call.types(digits, `try-${n}`).catch(busy))),
  );
  const count = (status: string) => reply.filter((answer) => answer.status === status).length;
  const events = (type: string, reason?: string) =>
    wrote.filter((event) => event.type === type && (!reason || event.data.reason === reason));
  return { line, call, count, events, wrote };
};

const seeds = Array.from({ length: runs(6) }, (_, n) => n + 1);

describe('a hundred tries at one PIN at the same time', () => {
  it.each(seeds)('(seed %i) with fewer wrong ones than the limit verify exactly one', async (seed) => {
    for (const wrong of [0, 1, 2]) {
      const { count, events, wrote } = await storm(seed, 100 - wrong, wrong);
      expect(events('PinVerified')).toHaveLength(1);
      expect(count('VERIFIED')).toBe(1);
      expect(events('PinRejected', 'wrong')).toHaveLength(count('WRONG'));
      expect(count('WRONG')).toBeLessThanOrEqual(wrong);
      expect(count(TOO_BUSY)).toBeGreaterThan(0);
      expect(wrote).toHaveLength(100 - count(TOO_BUSY));
    }
  });

  it.each(seeds)('(seed %i) all wrong count exactly three, and void the PIN', async (seed) => {
    const { line, call, count, events } = await storm(seed, 0, 100);
    expect(events('PinRejected', 'wrong').map(({ data }) => [data.triesLeft, data.failures])).toEqual([
      [2, 1],
      [1, 2],
      [0, 3],
    ]);
    expect(events('PinVerified')).toEqual([]);
    expect(count('WRONG')).toBe(2);
    expect(await call.types(line.ports.sms.pin())).toStrictEqual({ status: 'EXHAUSTED', triesLeft: '0' });
  });

  it.each(seeds)(
    '(seed %i) half right, half wrong verify at most one, and count at most three',
    async (seed) => {
      const { count, events } = await storm(seed, 50, 50);
      const [verified, wrong] = [events('PinVerified').length, events('PinRejected', 'wrong').length];
      expect(verified === 1 ? wrong < 3 : verified === 0 && wrong === 3).toBe(true);
      expect(count('VERIFIED')).toBe(verified);
    },
  );
});
