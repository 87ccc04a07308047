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
/** An account with nothing of the line in it, and Connect empty. */
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
  const behind = { ...deployedAccount(configFile), ...account() };
  const { env, refuse } = await withAccount(behind, configFile);
  if (refused) refuse(...refused);
  const ran = await emergencyHere([command], { ...env, ...changed, PATH: cdk.PATH });
  return { ...ran, deployed: cdk.ran() !== null };
};

/** One sentence, or one with a list, and no stack trace. */
const expectOneSentence = ({ err }: { err: string }, says: RegExp) => {
  expect(err).toMatch(says);
  expect(err).toMatch(/^emergency: /);
  expect(err).not.toMatch(/^\s+at |Unexpected error/m);
};

const NOBODY: Missing = { env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' } };

describe('emergency deploy, where one thing is missing,', () => {
  it.each<[string, Missing, RegExp]>([
    [
      'the right account',
      { account: () => ({ id: '999999999999' }) },
      /credentials are of account 999999999999.*sign in there/,
    ],
    ['the CDK’s bootstrap', { account: () => ({ stacks: [] }) }, /run once: npx cdk bootstrap/],
    ['the network, or the Region', NOBODY, /AWS cannot be reached .*check the network and the Region/],
    [
      'permission to look at stacks',
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
      /Amazon Connect does not answer in ap-southeast-1 \(ECONNREFUSED\); check the Region/,
    ],
    [
      'enough of Lambda’s quota',
      { account: () => ({ ...FRESH(), lambda: { concurrent: 10, unreserved: 5 } }) },
      /Lambda: 5 of the account’s 10 .*the line needs 8, .*ask for more in Service Quotas/,
    ],
    [
      'the table’s name, which an earlier try left behind',
      { account: () => ({ ...FRESH(), others: ['AWS::DynamoDB::Table EmergencyLine-Events'] }) },
      /taken .*\n {2}AWS::DynamoDB::Table EmergencyLine-Events in ap-southeast-1\nchoose another deployment\.stackName .*docs\/deploy\.md/,
    ],
    [
      'a name that is looked up by its ARN',
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
      'the flow’s name and the configuration set’s',
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
      /is UPDATE_IN_PROGRESS: another deployment is changing it; wait/,
    ],
    [
      'a stack that can be changed',
      { account: stackIs('UPDATE_ROLLBACK_FAILED') },
      /run: npx cdk rollback EmergencyLine/,
    ],
    ['a stack that can be deleted', { account: stackIs('DELETE_FAILED') }, /run: emergency destroy/],
  ])('%s, exits 2 with one sentence and deploys nothing', async (_, missing, says) => {
    const ran = await running('deploy', missing);
    expectOneSentence(ran, says);
    expect({ status: ran.status, deployed: ran.deployed }).toStrictEqual({ status: 2, deployed: false });
  });

  it.each<[string, Missing, RegExp]>([
    [
      'names',
      { account: FRESH, refused: ['GetResource', 'AccessDeniedException'] },
      /3 names could not be looked up \(AccessDeniedException\); CloudFormation will say/,
    ],
    [
      'flows',
      { account: FRESH, refused: ['ListContactFlows', 'AccessDeniedException'] },
      /1 name could not be looked up/,
    ],
    [
      'the quota',
      { account: FRESH, refused: ['GetAccountSettings', 'AccessDeniedException'] },
      /concurrency could not be looked up \(AccessDeniedException\)/,
    ],
  ])('permission to look at %s, says so and goes on', async (_, missing, says) => {
    const { out, deployed } = await running('deploy', missing);
    expect(out).toMatch(says);
    expect(deployed).toBe(true);
  });
});

describe('emergency doctor, where one thing is missing,', () => {
  it.each<[string, Missing, RegExp]>([
    ['the stack', { account: FRESH }, /there is no stack EmergencyLine in account .*; run: emergency deploy/],
    ['the right account', { account: () => ({ id: '999999999999' }) }, /sign in there/],
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
      'permission to look at stacks',
      { refused: ['DescribeStacks', 'AccessDenied'] },
      /AWS answered AccessDenied; check/,
    ],
  ])('%s, exits 2 with one sentence', async (_, missing, says) => {
    const ran = await running('doctor', missing);
    expectOneSentence(ran, says);
    expect(ran.status).toBe(2);
  });
});
