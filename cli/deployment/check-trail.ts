import type { Trail } from '../../adapters/account/trails.ts';
import { expectThat, type Finding } from './findings.ts';

/** Whether CloudTrail tells the rules of `log-guard` anything: its event history, which is always there, feeds no rule. */
export const checkTrail = (trails: readonly Trail[]): Finding => {
  const isEnough = ({ isLogging, reads, writes }: Trail) => isLogging && reads && writes;
  return expectThat(
    'CloudTrail',
    trails.some(isEnough),
    'a trail records management events, those of KMS included',
    trails.length === 0
      ? 'there is no trail, so the log-guard alarms receive no events'
      : `no trail records every management event, reads and those of KMS included: ${trails.map(lacking).join('; ')}`,
    'set deployment.trail to true and run: emergency deploy; or have your trail record all management events, KMS’s included',
  );
};

const lacking = ({ arn, isLogging, reads, writes }: Trail): string => {
  const not = [isLogging ? [] : 'is stopped', reads ? [] : 'no reads', writes ? [] : 'no writes'].flat();
  return `${arn} (${not.join(', ')})`;
};
