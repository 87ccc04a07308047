import type { Synthesized } from '../kit/synthesized.ts';

type Raw = {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource?: unknown;
  Principal?: unknown;
  Condition?: Record<string, unknown>;
};

/** A resolved statement. `of`: its role or resource type; actions and resources are plain text. */
export type Statement = {
  of: string;
  sid: string;
  effect: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
  principal: unknown;
  condition: Record<string, Record<string, unknown>>;
};

const resolved = (line: Synthesized, of: string, raw: Raw): Statement => ({
  of,
  sid: raw.Sid ?? '',
  effect: raw.Effect,
  actions: [raw.Action].flat(),
  resources: [raw.Resource ?? []].flat().map((resource) => line.text(resource)),
  principal: raw.Principal,
  condition: (raw.Condition ?? {}) as Statement['condition'],
});

/** The statements of every role of a template; `of` is the role's name in grants.ts. */
export const statementsOfRoles = (line: Synthesized): Statement[] =>
  line.all('AWS::IAM::ManagedPolicy').flatMap(({ Properties }) => {
    const name = String(Properties.ManagedPolicyName).split('-')[1] ?? '';
    const { Statement } = Properties.PolicyDocument as { Statement: Raw[] };
    return Statement.map((raw) => resolved(line, name, raw));
  });

const POLICIES: Record<string, string> = {
  'AWS::KMS::Key': 'KeyPolicy',
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
};

/** The statements of resource policies. */
export const statementsOfResources = (line: Synthesized): Statement[] => [
  ...Object.entries(POLICIES).flatMap(([type, property]) =>
    line
      .all(type)
      .flatMap(({ Properties }) =>
        (Properties[property] as { Statement: Raw[] }).Statement.map((raw) => resolved(line, type, raw)),
      ),
  ),
  ...line
    .all('AWS::Events::EventBusPolicy')
    .map(({ Type, Properties }) => resolved(line, Type, Properties.Statement as Raw)),
];
