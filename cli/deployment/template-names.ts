import * as z from '../../domain/zod.ts';
import type { Names } from '../../infra/resource-names.ts';

/** A resource with an explicit name, which must be unique. */
export type NamedResource = { logicalId: string; type: string; name: string; identifier: string };
export type NamedFlow = { logicalId: string; name: string; instanceArn: string };

type Naming = { property: string; identifier?: (name: string, names: Names, region: string) => string };

/** The name property of each type, and its primary identifier (CloudFormation's resource schemas) if that is not the name. */
export const NAMINGS: Record<string, Naming> = {
  'AWS::CloudWatch::Alarm': { property: 'AlarmName' },
  'AWS::CloudWatch::Dashboard': { property: 'DashboardName' },
  'AWS::DynamoDB::Table': { property: 'TableName' },
  'AWS::EventSchemas::Registry': {
    property: 'RegistryName',
    identifier: (name, { arn }, region) => arn('schemas', `registry/${name}`, region),
  },
  'AWS::Events::Archive': { property: 'ArchiveName' },
  'AWS::Events::EventBus': { property: 'Name' },
  'AWS::IAM::ManagedPolicy': {
    property: 'ManagedPolicyName',
    identifier: (name, { arn }) => arn('iam', `policy/${name}`, ''),
  },
  'AWS::IAM::Role': { property: 'RoleName' },
  'AWS::KMS::Alias': { property: 'AliasName' },
  'AWS::Lambda::Function': { property: 'FunctionName' },
  'AWS::Logs::LogGroup': { property: 'LogGroupName' },
  'AWS::SMSVOICE::ConfigurationSet': { property: 'ConfigurationSetName' },
};

const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.optional(z.unknown()) })),
});
const flow = z.object({ Name: z.string(), InstanceArn: z.string() });

const resourcesOf = (json: string) => Object.entries(template.parse(JSON.parse(json)).Resources);

/** @param json a synthesized template */
export const namedResources = (json: string, names: Names, region: string): NamedResource[] =>
  resourcesOf(json).flatMap(([logicalId, { Type: type, Properties = {} }]) => {
    const naming = NAMINGS[type];
    const name = naming && (Properties as Record<string, unknown>)[naming.property];
    if (typeof name !== 'string') return [];
    return [{ logicalId, type, name, identifier: naming?.identifier?.(name, names, region) ?? name }];
  });

/** The flows: Connect identifies them by id, and rejects a duplicate name. */
export const namedFlows = (json: string): NamedFlow[] =>
  resourcesOf(json).flatMap(([logicalId, { Type, Properties }]) => {
    if (Type !== 'AWS::Connect::ContactFlow') return [];
    const { Name: name, InstanceArn: instanceArn } = flow.parse(Properties);
    return [{ logicalId, name, instanceArn }];
  });
