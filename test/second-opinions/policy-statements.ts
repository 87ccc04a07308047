import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Template } from '../kit/synthesized.ts';

export type PolicyStatement = { sid: string; actions: string[]; resources: string[] };

const db = loadAwsServiceSpecSync();

/** Every statement of every policy in a template, with its references as ARNs. */
export const policyStatements = (template: Template): PolicyStatement[] =>
  Object.entries(template.Resources).flatMap(([id, { Properties }]) =>
    statementsIn(Properties).map(({ Sid = '', Action, Resource }) => ({
      sid: `${id} ${Sid}`,
      actions: [Action ?? []].flat(),
      resources: [Resource ?? []].flat().map((resource) => arnOf(template, resource)),
    })),
  );

type Raw = { Sid?: string; Effect: string; Action?: string | string[]; Resource?: unknown };

const statementsIn = (value: unknown): Raw[] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('Effect' in value && 'Action' in value) return [value as Raw];
  return Object.values(value).flatMap(statementsIn);
};

/** What a reference stands for is an `x` within its ARN. */
const arnOf = (template: Template, value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) throw new Error(`${value} is no resource of a policy`);
  if ('Fn::Join' in value)
    return (value['Fn::Join'] as [string, unknown[]])[1].map((part) => arnOf(template, part)).join('');
  if ('Ref' in value) return referred(template, String(value.Ref), 'Ref');
  if ('Fn::GetAtt' in value) return referred(template, ...(value['Fn::GetAtt'] as [string, string]));
  throw new Error(`no ARN can be made of ${JSON.stringify(value)}`);
};

const ARN = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111122223333:${resource}`;

/** ARNs the specification has no template of; a log group's ends so as an attribute (AWS::Logs::LogGroup, return values). */
const KNOWN: Record<string, string> = {
  'AWS::DynamoDB::Table StreamArn': ARN('dynamodb', 'table/x/stream/x'),
  'AWS::Logs::LogGroup Arn': ARN('logs', 'log-group:x:*'),
  'AWS::Connect::ContactFlow ContactFlowArn': ARN('connect', 'instance/x/contact-flow/x'),
  'AWS::Connect::PhoneNumber PhoneNumberArn': ARN('connect', 'phone-number/x'),
};

const referred = (template: Template, id: string, attribute: string): string => {
  const type = template.Resources[id]?.Type ?? '';
  const isArn = attribute.endsWith('Arn') || type === 'AWS::SNS::Topic';
  if (!isArn) return 'x';
  const arn =
    KNOWN[`${type} ${attribute}`] ??
    db.lookup('resource', 'cloudFormationType', 'equals', type)[0]?.arnTemplate;
  if (arn === undefined) throw new Error(`no ARN is known of ${attribute} of ${type}`);
  return arn.replace(/\$\{\w+\}/g, 'x');
};
