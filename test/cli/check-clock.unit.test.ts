import { expect, it } from 'vitest';
import { checkClock } from '../../cli/deployment/check-clock.ts';

it.each([
  [0, true, '0.0 s off AWS’s'],
  [5000, true, '5.0 s off AWS’s'],
  [-5100, false, '5.1 s off AWS’s; at most 5 s are allowed'],
  [90_000, false, '90.0 s off AWS’s; at most 5 s are allowed'],
])('a clock that is %d ms ahead', (aheadMs, ok, message) => {
  expect(checkClock({ aheadMs })).toMatchObject({ name: 'clock', ok, message });
});
