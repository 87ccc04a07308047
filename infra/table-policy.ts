import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import { deny, except } from './deny.ts';
import type { Deployment } from './deployment.ts';
import { type GuardedTable, type Refusal, refusals, streamRefusals } from './table-denials.ts';

const conditionsOf = ({ but, streams }: Refusal) => ({
  ...(but.length > 0 ? except(but) : {}),
  ...(streams === undefined ? {} : { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': streams } }),
});

/**
 * The resource policy of a table (table-denials.ts). Its statements name `*`, because the table's own ARN would be a
 * circular reference (aws-cdk 30793); a resource policy applies to its own table only.
 */
export const tablePolicy = (line: Deployment, table: GuardedTable): PolicyDocument =>
  new PolicyDocument({
    statements: [...refusals(line, table), ...(table === 'events' ? streamRefusals(line) : [])].map(
      (refusal) => deny(refusal.sid, refusal.actions, '*', conditionsOf(refusal)),
    ),
  });
