import { RuleTargetInput } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { everyMinute } from './every-minute.ts';
import type { Consumer } from './stream-consumers.ts';

/** Invokes `Project` to rebuild the rows that failed records left behind (projections/repair-rows.ts). */
export const rowRebuild = (scope: Construct, { lambda, mapping }: Consumer, deadLetterQueue: Queue): void => {
  const event = RuleTargetInput.fromObject({ repair: `aws/lambda/${mapping.eventSourceMappingId}/` });
  everyMinute(new Construct(scope, 'RowRebuild'), lambda, deadLetterQueue, event);
};
