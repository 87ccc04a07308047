import type { StackResource } from '../../adapters/account/stacks.ts';

/** Why a resource is retained when the stack is deleted, by its type. */
const REASONS: Record<string, string> = {
  'AWS::DynamoDB::Table': 'the administrators’ keys: without them nobody can tell who made a change',
  'AWS::KMS::Key': 'a key: the data it encrypts is retained, and unreadable without it',
  'AWS::Connect::PhoneNumber':
    'a number that callers know: Connect may not assign it again (connect.numbers)',
  'AWS::SMSVOICE::ProtectConfiguration':
    'the countries texts may go to: possibly the account default, for all its texts',
  'AWS::S3::Bucket': 'locked checkpoints of the log, failed stream records, CloudTrail or access logs',
};
const EVENT_LOG = 'the event log: every change and every refused request, retained permanently';

export type RetainedResource = { type: string; id: string; why: string };

/** The resources that remain in the account when the stack is deleted, and why. */
export const retainedResources = (
  resources: readonly StackResource[],
  retained: ReadonlySet<string>,
  eventsTable: string,
): RetainedResource[] =>
  resources
    .filter(({ logicalId }) => retained.has(logicalId))
    .map(({ type, physicalId }) => ({
      type,
      id: physicalId,
      why: physicalId === eventsTable ? EVENT_LOG : (REASONS[type] ?? 'its template retains it'),
    }));
