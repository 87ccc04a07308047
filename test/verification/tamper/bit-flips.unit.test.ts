import { expect, it } from 'vitest';
import { signedLog } from '../../kit/signed-log.ts';
import { flipBits } from './bit-flips.ts';

it('one bit turned in an event is found, and the event named, wherever it is', async () => {
  const { tried, found } = await flipBits(await signedLog(10, [10]), 97);
  expect(found).toBe(tried);
  expect(tried).toBeGreaterThan(300);
});
