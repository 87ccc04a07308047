import type { Identity } from '../../adapters/account/identity.ts';
import { expectThat, type Finding } from './findings.ts';

/** Maximum clock skew in seconds: beyond it, events written here are out of order with those of the Lambdas. */
const MAX_SKEW = 5;

export const checkClock = ({ aheadMs }: Pick<Identity, 'aheadMs'>): Finding => {
  const seconds = Math.abs(aheadMs) / 1000;
  const message = `${seconds.toFixed(1)} s from AWS time`;
  const todo = 'set this machine’s clock (NTP)';
  return expectThat(
    'clock',
    seconds <= MAX_SKEW,
    message,
    `${message}; at most ${MAX_SKEW} s is allowed`,
    todo,
  );
};
