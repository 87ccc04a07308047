import type { Synthesized } from '../kit/synthesized.ts';

/** The property with a resource's unique name in its Region, account or Connect instance, by type. */
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

/** Name properties of things that are no resources, or are inside a resource above. */
const WITHIN =
  /^(Metric|Attribute|Index|Event(Bus|Destination)|Display|Function|Schema|Registry|Parameter|Group)Name$/;

/** The explicit names of a template, as `<type> <name>`. */
export const writtenNames = ({ template, text }: Synthesized): string[] =>
  Object.values(template.Resources).flatMap(({ Type, Properties }) => {
    const name = Properties[NAME_PROPERTY[Type] ?? ''];
    return name === undefined ? [] : [`${Type} ${text(name)}`];
  });

/** Name properties that the table above does not list. */
export const unknownNames = ({ template }: Synthesized): string[] =>
  Object.values(template.Resources).flatMap(({ Type, Properties }) =>
    Object.entries(Properties)
      .filter(([key, value]) => /Name$/.test(key) && typeof value === 'string')
      .filter(([key]) => key !== NAME_PROPERTY[Type] && !WITHIN.test(key))
      .map(([key, value]) => `${Type} ${key} ${value}`),
  );
