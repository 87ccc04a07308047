import type { Synthesized } from '../kit/synthesized.ts';

/** The property that names a resource of a type for all of its Region, account or Connect instance. */
export const NAME_PROPERTY: Record<string, string> = {
  'AWS::CloudWatch::Alarm': 'AlarmName',
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::Connect::ContactFlow': 'Name',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::EventSchemas::Registry': 'RegistryName',
  'AWS::Events::Archive': 'ArchiveName',
  'AWS::Events::EventBus': 'Name',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SMSVOICE::ConfigurationSet': 'ConfigurationSetName',
};

/** Names in a resource that name no resource of their own, or only one inside a resource that is listed above. */
const WITHIN =
  /^(Metric|Attribute|Index|Event(Bus|Destination)|Display|Function|Schema|Registry|Parameter|Group)Name$/;

/** Each written-out name of a template, as `<type> <name>`. */
export const writtenNames = ({ template, text }: Synthesized): string[] =>
  Object.values(template.Resources).flatMap(({ Type, Properties }) => {
    const name = Properties[NAME_PROPERTY[Type] ?? ''];
    return name === undefined ? [] : [`${Type} ${text(name)}`];
  });

/** Properties that name a resource in a way the table above does not know. */
export const unknownNames = ({ template }: Synthesized): string[] =>
  Object.values(template.Resources).flatMap(({ Type, Properties }) =>
    Object.entries(Properties)
      .filter(([key, value]) => /Name$/.test(key) && typeof value === 'string')
      .filter(([key]) => key !== NAME_PROPERTY[Type] && !WITHIN.test(key))
      .map(([key, value]) => `${Type} ${key} ${value}`),
  );
