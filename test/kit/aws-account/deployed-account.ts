import { readFileSync } from 'node:fs';
import { parseConfig } from '../../../domain/config/parse-config.ts';
import { buildFlows } from '../../../flows/all.ts';
import { type FlowName, LAMBDA_NAMES } from '../../../flows/names.ts';
import { resolveTokens } from '../../../flows/resolve-tokens.ts';
import { namesOf } from '../../../infra/resource-names.ts';
import { LOCAL_NAMES } from '../../../local/resource-names.ts';
import { ADMIN_NUMBER, CUSTOMER_NUMBER, INSTANCE } from '../../cli/deployed-config.ts';
import { type AwsAccount, type AwsStack, emptyAccount } from './account.ts';

const FLOW_IDS: Record<FlowName, string> = {
  Emergency_Authentication: 'flow-authentication',
  Emergency_Update: 'flow-update',
  Emergency_Update_Placeholder: 'flow-placeholder',
  Emergency_Demo: 'flow-demo',
};

const { AWS_REGION: _, ...environment } = LOCAL_NAMES;

/** The stack of the line, with the Lambdas of a local line. */
export const deployedStack = (): AwsStack => ({
  name: 'EmergencyLine',
  status: 'CREATE_COMPLETE',
  protected: true,
  outputs: { Environment: JSON.stringify(environment), BusName: 'EmergencyLine' },
  template: {
    Resources: {
      Events: { Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'RetainExceptOnCreate' },
      Board: { Type: 'AWS::DynamoDB::Table', DeletionPolicy: 'Delete' },
      KeysLog: { Type: 'AWS::KMS::Key', DeletionPolicy: 'RetainExceptOnCreate' },
      ConnectNumber6568000002A1B2C3D4: {
        Type: 'AWS::Connect::PhoneNumber',
        DeletionPolicy: 'RetainExceptOnCreate',
      },
      TopicsAlarmsTopicE5F6A7B8: { Type: 'AWS::SNS::Topic' },
      OneTimePin: { Type: 'AWS::Lambda::Function' },
    },
  },
  resources: {
    Events: 'EmergencyLine-Events',
    Board: 'EmergencyLine-EmergencyBoard',
    KeysLog: '1234abcd-12ab-34cd-56ef-1234567890ab',
    ConnectNumber6568000002A1B2C3D4: `arn:aws:connect:ap-southeast-1:111122223333:phone-number/${CUSTOMER_NUMBER.id}`,
    TopicsAlarmsTopicE5F6A7B8: 'arn:aws:sns:ap-southeast-1:111122223333:EmergencyLine-TopicsAlarms-a1b2',
    OneTimePin: 'EmergencyLine-OneTimePin',
  },
});

export const bootstrap = (): AwsStack => ({
  name: 'CDKToolkit',
  status: 'CREATE_COMPLETE',
  protected: false,
  outputs: {},
  template: { Resources: {} },
  resources: {},
});

/** An account with a complete, healthy deployment. */
export const deployedAccount = (configFile: string): AwsAccount => {
  const config = parseConfig(readFileSync(configFile, 'utf8'), configFile);
  const names = namesOf(config);
  const flowArn = (id: string) => `${config.connect.instanceArn}/contact-flow/${id}`;
  const values = Object.fromEntries([
    ...LAMBDA_NAMES.map((name) => [
      `lambda:${name}`,
      names.arn('lambda', `function:${names.function(name)}`),
    ]),
    ...Object.entries(FLOW_IDS).map(([name, id]) => [`flow:${name}`, flowArn(id)]),
  ]);
  const permission = {
    Sid: 'connect',
    Effect: 'Allow',
    Principal: { Service: 'connect.amazonaws.com' },
    Action: 'lambda:InvokeFunction',
    Condition: {
      StringEquals: { 'AWS:SourceAccount': '111122223333' },
      ArnLike: { 'AWS:SourceArn': config.connect.instanceArn },
    },
  };
  return {
    ...emptyAccount(),
    stacks: [bootstrap(), deployedStack()],
    functions: Object.fromEntries(LAMBDA_NAMES.map((name) => [names.function(name), [permission]])),
    flows: Object.entries(buildFlows(config)).map(([name, flow]) => ({
      instanceId: INSTANCE,
      id: FLOW_IDS[name as FlowName],
      name: names.flow(name as FlowName),
      status: 'PUBLISHED' as const,
      content: JSON.stringify(resolveTokens(flow, values)),
    })),
    trails: [
      {
        arn: names.arn('cloudtrail', 'trail/EmergencyLine'),
        isLogging: true,
        selectors: { EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }] },
      },
    ],
    texts: {
      tier: 'PRODUCTION',
      limit: 100,
      senderIds: [{ SenderId: 'EMERGENCY', IsoCountryCode: 'SG', Registered: true }],
    },
    numbers: [
      { instanceId: INSTANCE, ...ADMIN_NUMBER, flowId: FLOW_IDS.Emergency_Authentication },
      { instanceId: INSTANCE, ...CUSTOMER_NUMBER, flowId: FLOW_IDS.Emergency_Demo },
    ],
  };
};
