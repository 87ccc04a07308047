import type { Trail } from '../../adapters/account/trails.ts';
import { expectThat, type Finding } from './findings.ts';

/** Checks that a trail feeds the rules of log-guard; CloudTrail's event history, which every account has, feeds none. */
export const checkTrail = (trails: readonly Trail[]): Finding =>
  expectThat(
    'CloudTrail',
    trails.some(({ isLogging, reads, writes }) => isLogging && reads && writes),
    'a trail records all management events, including KMS',
    trails.length === 0
      ? 'there is no trail, so the log-guard alarms receive no events'
      : `no trail records every management event, including reads and KMS: ${trails.map(gaps).join('; ')}`,
    'set deployment.trail to true and run: emergency deploy; or have your trail record all management events, including KMS',
  );

const gaps = ({ arn, isLogging, reads, writes }: Trail): string => {
  const missing = [isLogging ? [] : 'stopped', reads ? [] : 'no reads', writes ? [] : 'no writes'].flat();
  return `${arn} (${missing.join(', ')})`;
};
