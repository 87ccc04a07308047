import { describe, expect, it } from 'vitest';
import type { AwsAccount } from '../kit/aws-account/account.ts';
import { bootstrap, deployedAccount, deployedStack } from '../kit/aws-account/deployed-account.ts';
import { withAccount } from '../kit/aws-account/with-account.ts';
import { deployedConfig, INSTANCE } from './deployed-config.ts';
import { fakeCdk } from './fake-cdk.ts';
import { emergencyHere } from './in-process.ts';

const ARN = `arn:aws:connect:ap-southeast-1:111122223333:instance/${INSTANCE}`;
const TEMPLATE = {
  Resources: {
    Events: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'EmergencyLine-Events' } },
    Registry: { Type: 'AWS::EventSchemas::Registry', Properties: { RegistryName: 'EmergencyLine' } },
    Texts: { Type: 'AWS::SMSVOICE::ConfigurationSet', Properties: { ConfigurationSetName: 'EmergencyLine' } },
    Demo: {
      Type: 'AWS::Connect::ContactFlow',
      Properties: { Name: 'EmergencyLine-Emergency_Demo', InstanceArn: ARN },
    },
  },
};
/** An account without any resource of the line, and with an empty Connect instance. */
const FRESH = (): Partial<AwsAccount> => ({ stacks: [bootstrap()], flows: [], numbers: [], functions: {} });
const stackIs = (status: string) => () => ({ stacks: [bootstrap(), { ...deployedStack(), status }] });

type Missing = {
  account?: () => Partial<AwsAccount>;
  refused?: [operation: string, code: string];
  env?: Record<string, string>;
};

const running = async (command: string, { account = () => ({}), refused, env: changed = {} }: Missing) => {
  const cdk = fakeCdk([], { template: TEMPLATE });
  const configFile = deployedConfig();
  const simulated = { ...deployedAccount(configFile), ...account() };
  const { env, refuse } = await withAccount(simulated, configFile);
  if (refused) refuse(...refused);
  const ran = await emergencyHere([command], { ...env, ...changed, PATH: cdk.PATH });
  return { ...ran, deployed: cdk.ran() !== null };
};

/** One sentence, possibly with a list, and no stack trace. */
const expectOneSentence = ({ err }: { err: string }, message: RegExp) => {
  expect(err).toMatch(message);
  expect(err).toMatch(/^emergency: /);
  expect(err).not.toMatch(/^\s+at |Unexpected error/m);
};

const NOBODY: Missing = { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' } };

describe('emergency deploy without', () => {
  it.each<[string, Missing, RegExp]>([
    [
      'the right account',
      { account: () => ({ id: '999999999999' }) },
      /credentials belong to account 999999999999.*sign in to that account/,
    ],
    ['the CDK’s bootstrap', { account: () => ({ stacks: [] }) }, /run once: npx cdk bootstrap/],
    ['the network, or the Region', NOBODY, /AWS cannot be reached .*check the network and the Region/],
    [
      'permission to describe stacks',
      { refused: ['DescribeStacks', 'AccessDenied'] },
      /AWS answered AccessDenied; check/,
    ],
    [
      'the Connect instance',
      { account: FRESH, refused: ['ListContactFlows', 'ResourceNotFoundException'] },
      /there is no Connect instance arn:\S+; correct connect\.instanceArn/,
    ],
    [
      'Connect in that Region',
      { account: FRESH, env: { AWS_ENDPOINT_URL_CONNECT: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' } },
      /Amazon Connect cannot be reached in ap-southeast-1 \(ECONNREFUSED\); check the Region/,
    ],
    [
      'enough Lambda concurrency',
      { account: () => ({ ...FRESH(), lambda: { concurrent: 10, unreserved: 5 } }) },
      /Lambda: 5 of the account’s 10 .*the line needs 11, .*request a higher quota in Service Quotas/,
    ],
    [
      'a free table name, as an earlier deployment retained the table',
      { account: () => ({ ...FRESH(), others: ['AWS::DynamoDB::Table EmergencyLine-Events'] }) },
      /in use .*\n {2}AWS::DynamoDB::Table EmergencyLine-Events in ap-southeast-1\nchoose another deployment\.stackName .*docs\/deploy\.md/,
    ],
    [
      'a free name that is looked up by ARN',
      {
        account: () => ({
          ...FRESH(),
          others: [
            'AWS::EventSchemas::Registry arn:aws:schemas:ap-southeast-1:111122223333:registry/EmergencyLine',
          ],
        }),
      },
      /\n {2}AWS::EventSchemas::Registry EmergencyLine in /,
    ],
    [
      'free names of a flow and the configuration set',
      {
        account: () => ({
          ...FRESH(),
          others: ['AWS::SMSVOICE::ConfigurationSet EmergencyLine'],
          flows: [
            {
              instanceId: INSTANCE,
              id: 'mine',
              name: 'EmergencyLine-Emergency_Demo',
              status: 'PUBLISHED' as const,
              content: '{}',
            },
          ],
        }),
      },
      /ConfigurationSet EmergencyLine in ap-southeast-1\n {2}the flow EmergencyLine-Emergency_Demo in arn:/,
    ],
    [
      'a stack at rest',
      { account: stackIs('UPDATE_IN_PROGRESS') },
      /is UPDATE_IN_PROGRESS: another deployment is in progress; wait/,
    ],
    [
      'a stack that can be changed',
      { account: stackIs('UPDATE_ROLLBACK_FAILED') },
      /run: npx cdk rollback EmergencyLine/,
    ],
    ['a stack that can be deleted', { account: stackIs('DELETE_FAILED') }, /run: emergency destroy/],
  ])('%s exits 2 with one sentence and deploys nothing', async (_, missing, message) => {
    const ran = await running('deploy', missing);
    expectOneSentence(ran, message);
    expect({ status: ran.status, deployed: ran.deployed }).toStrictEqual({ status: 2, deployed: false });
  });

  it.each<[string, Missing, RegExp]>([
    [
      'names',
      { account: FRESH, refused: ['GetResource', 'AccessDeniedException'] },
      /Names that could not be checked: 3 \(AccessDeniedException\)\. CloudFormation will report/,
    ],
    [
      'flows',
      { account: FRESH, refused: ['ListContactFlows', 'AccessDeniedException'] },
      /Names that could not be checked: 1 /,
    ],
    [
      'the quota',
      { account: FRESH, refused: ['GetAccountSettings', 'AccessDeniedException'] },
      /concurrency could not be read \(AccessDeniedException\)/,
    ],
  ])('permission to read %s reports that and continues', async (_, missing, message) => {
    const { out, deployed } = await running('deploy', missing);
    expect(out).toMatch(message);
    expect(deployed).toBe(true);
  });
});

describe('emergency doctor without', () => {
  it.each<[string, Missing, RegExp]>([
    ['the stack', { account: FRESH }, /there is no stack EmergencyLine in account .*; run: emergency deploy/],
    ['the right account', { account: () => ({ id: '999999999999' }) }, /sign in to that account/],
    ['the network, or the Region', NOBODY, /AWS cannot be reached/],
    [
      'the output',
      { account: () => ({ stacks: [bootstrap(), { ...deployedStack(), outputs: {} }] }) },
      /has no output Environment; run: emergency deploy/,
    ],
    [
      'an output that can be read',
      { account: () => ({ stacks: [bootstrap(), { ...deployedStack(), outputs: { Environment: '{' } }] }) },
      /output Environment .*run: emergency deploy/,
    ],
    [
      'an output that is complete',
      { account: () => ({ stacks: [bootstrap(), { ...deployedStack(), outputs: { Environment: '{}' } }] }) },
      /EVENTS_TABLE/,
    ],
    [
      'permission to describe stacks',
      { refused: ['DescribeStacks', 'AccessDenied'] },
      /AWS answered AccessDenied; check/,
    ],
  ])('%s exits 2 with one sentence', async (_, missing, message) => {
    const ran = await running('doctor', missing);
    expectOneSentence(ran, message);
    expect(ran.status).toBe(2);
  });
});
