import type { Identity } from '../../adapters/account/identity.ts';
import { expectThat, type Finding } from './findings.ts';

/** Seconds this machine may be off AWS's time: more, and what it writes is out of order beside the Lambdas' events. */
const SKEW = 5;

export const checkClock = ({ aheadMs }: Pick<Identity, 'aheadMs'>): Finding => {
  const seconds = Math.abs(aheadMs) / 1000;
  const says = `${seconds.toFixed(1)} s off AWS’s`;
  return expectThat(
    'clock',
    seconds <= SKEW,
    says,
    `${says}; at most ${SKEW} s are allowed`,
    'set this machine’s clock (NTP)',
  );
};
