import type { TableNames } from '../adapters/tables.ts';
import type { Config } from '../domain/config/config.ts';
import { placeOf } from '../domain/config/instances.ts';
import { type FlowName, LAMBDA_NAMES } from '../flows/index.ts';
import { CONSUMERS } from '../projections/consumers.ts';

/** The two readers of the log's stream. */
export const CONSUMER_NAMES = Object.keys(CONSUMERS) as (keyof typeof CONSUMERS)[];
/** The Lambdas flows call, the stream's readers, what seals the log, and what ties numbers to flows. */
export const FUNCTION_NAMES = [
  ...LAMBDA_NAMES,
  ...CONSUMER_NAMES,
  'SignCheckpoint',
  'AssociatePhoneNumber',
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** What people may be, for a while, with their own sign-in (docs/deploy.md). */
export const OPERATOR_ROLES = ['Operator', 'Eraser', 'Doctor'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** Set to 1 in the environment of the CDK app while a stack was never complete (first-deployment.ts). */
export const FIRST_DEPLOYMENT = 'LINE_FIRST_DEPLOYMENT';

type Place = { partition: string; region: string; account: string };

/**
 * All names of a deployment, made from the stack's. They are written out rather than left to CloudFormation, so that
 * policies can name what is made later, and so that a second, empty log cannot come to stand beside the first.
 */
export const namesOf = ({ connect, deployment: { stackName: stack, prefix = stack } }: Config) => {
  const place: Place = placeOf(connect.instanceArn);
  const arn = (service: string, resource: string, region = place.region) =>
    `arn:${place.partition}:${service}:${region}:${place.account}:${resource}`;
  const tables: TableNames = {
    events: `${stack}-Events`,
    board: `${stack}-EmergencyBoard`,
    directory: `${stack}-AdminDirectory`,
    subjectKeys: `${stack}-SubjectKeys`,
    sendBudget: `${stack}-SendBudget`,
  };
  const role = (name: string) => `${stack}-${name}-${place.region}`;
  return {
    stack,
    /** That of texts, when they leave from another Region: a line of the same name elsewhere may text from there, too. */
    textsStack: `${stack}-Texts-${place.region}`,
    /** CloudWatch's dashboards are known to the whole account. */
    dashboard: `${stack}-${place.region}`,
    /** A flow in its Connect instance, where the blog's own flows, or another line's, may be. */
    flow: (name: FlowName) => `${prefix}-${name}`,
    textsLogGroup: `/${stack}/texts-${place.region}`,
    place,
    tables,
    arn,
    tableArn: (table: keyof TableNames) => arn('dynamodb', `table/${tables[table]}`),
    /** The alarm that `doctor --ring` sets off: evaluated every minute, and of no trouble of callers'. */
    testAlarm: `${stack}-dead-letters`,
    bus: stack,
    busArn: arn('events', `event-bus/${stack}`),
    function: (name: FunctionName) => `${stack}-${name}`,
    /** Roles are known to the whole account, so theirs name the Region too. */
    role,
    roleArn: (name: string) => arn('iam', `role/${role(name)}`, ''),
    logGroup: (name: FunctionName) => `/aws/lambda/${stack}-${name}`,
    /** The role CloudFormation acts as when the CDK deploys (bootstrap's qualifier hnb659fds is the default one). */
    deployRole: arn('iam', `role/cdk-hnb659fds-cfn-exec-role-${place.account}-${place.region}`, ''),
  };
};
export type Names = ReturnType<typeof namesOf>;
