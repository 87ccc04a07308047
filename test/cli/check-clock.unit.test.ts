import { expect, it } from 'vitest';
import { checkClock } from '../../cli/deployment/check-clock.ts';

it.each([
  [0, true, '0.0 s from AWS time'],
  [5000, true, '5.0 s from AWS time'],
  [-5100, false, '5.1 s from AWS time; at most 5 s is allowed'],
  [90_000, false, '90.0 s from AWS time; at most 5 s is allowed'],
])('the check of a clock that is %d ms ahead passes: %s', (aheadMs, ok, message) => {
  expect(checkClock({ aheadMs })).toMatchObject({ name: 'clock', ok, message });
});
