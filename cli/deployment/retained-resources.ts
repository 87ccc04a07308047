import type { StackResource } from '../../adapters/account/stacks.ts';

/** Why something is left where it is when the stack goes, by its type; the log's table has a reason of its own. */
const REASONS: Record<string, string> = {
  'AWS::DynamoDB::Table': 'the administrators’ own keys: without them nobody can say who did what',
  'AWS::KMS::Key': 'a key: what it encrypts is kept, and without it unreadable',
  'AWS::Connect::PhoneNumber': 'a number people know: Connect may never give it back (connect.numbers)',
  'AWS::SMSVOICE::ProtectConfiguration':
    'the countries texts may go to: once the account’s own, of all its texts',
  'AWS::S3::Bucket':
    'checkpoints of the log, which nobody can take back; or records a reader of it could not handle, and who read them',
};
const THE_LOG = 'the event log: who asked for what, who was let and who was not; it is kept for ever';

export type RetainedResource = { type: string; id: string; why: string };

/** What deleting the stack leaves in the account, and why. */
export const retainedResources = (
  resources: readonly StackResource[],
  kept: ReadonlySet<string>,
  eventsTable: string,
): RetainedResource[] =>
  resources
    .filter(({ logicalId }) => kept.has(logicalId))
    .map(({ type, physicalId }) => ({
      type,
      id: physicalId,
      why: physicalId === eventsTable ? THE_LOG : (REASONS[type] ?? 'its template says so'),
    }));
