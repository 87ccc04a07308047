import { beforeAll, describe, expect, it } from 'vitest';
import { readEnvironment } from '../../handlers/environment.ts';
import { configOf } from '../kit/configs.ts';
import { type Resource, type Synthesized, synthesized } from '../kit/synthesized.ts';

const FUNCTIONS = [
  'OneTimePin',
  'VerifyPin',
  'CheckEmergency',
  'UpdateEmergency',
  'Project',
  'Publish',
  'AssociatePhoneNumber',
  'SignCheckpoint',
] as const;
const YEAR = new Date().getUTCFullYear();
const NUMBER = { '+6568000001': { id: '11111111-2222-4333-8444-555555555555' } };

let line: Synthesized;
beforeAll(() => {
  const { connect } = configOf();
  line = synthesized(configOf({ connect: { ...connect, numbers: NUMBER } })).line;
});

const named = (type: string, property: string, name: string): Resource => {
  const found = line.all(type).filter(({ Properties }) => Properties[property] === name);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} of ${type} are called ${name}`);
  return found[0];
};
const lambda = (name: string) =>
  named('AWS::Lambda::Function', 'FunctionName', `EmergencyLine-${name}`).Properties;

/** What the flows of the template wait for a Lambda at most, in seconds. */
const patience = () =>
  line
    .all('AWS::Connect::ContactFlow')
    .flatMap(({ Properties }) => [
      ...line.text(Properties.Content).matchAll(/"InvocationTimeLimitSeconds":"(\d+)"/g),
    ])
    .map(([, seconds]) => Number(seconds));

it('there are these Lambdas and no other', () => {
  expect(line.all('AWS::Lambda::Function').map(({ Properties }) => Properties.FunctionName)).toStrictEqual(
    FUNCTIONS.map((name) => `EmergencyLine-${name}`),
  );
});

describe.each(FUNCTIONS)('%s', (name) => {
  it('runs on Node 24 on arm64, traced, with memory and time of its own', () => {
    expect(lambda(name)).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      MemorySize: expect.any(Number),
      Timeout: expect.any(Number),
    });
  });

  it('has a role of its own that only Lambda may assume, with one policy and none of AWS’s', () => {
    const role = named('AWS::IAM::Role', 'RoleName', `EmergencyLine-${name}-ap-southeast-1`).Properties;
    expect(role).toStrictEqual({
      RoleName: `EmergencyLine-${name}-ap-southeast-1`,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } },
        ],
      },
    });
    expect(line.text(lambda(name).Role)).toMatch(new RegExp(`^<\\w*${name}Role\\w+\\.Arn>$`));
    const policies = line
      .all('AWS::IAM::ManagedPolicy')
      .filter(({ Properties }) => line.text(Properties.Roles).includes(`${name}Role`));
    expect(policies).toHaveLength(1);
  });

  it('is made after the policy it needs', () => {
    const { DependsOn = [] } = named('AWS::Lambda::Function', 'FunctionName', `EmergencyLine-${name}`);
    expect(DependsOn.some((id) => id.includes(`${name}Policy`))).toBe(true);
  });

  it('logs to a group that is encrypted, ends, and shows no telephone number', () => {
    const logs = named('AWS::Logs::LogGroup', 'LogGroupName', `/aws/lambda/EmergencyLine-${name}`);
    expect(logs.Properties).toMatchObject({ RetentionInDays: 90, KmsKeyId: expect.anything() });
    expect(JSON.stringify(logs.Properties.DataProtectionPolicy)).toContain('"Regex":"\\\\+[1-9][0-9]{6,14}"');
    expect(line.text((lambda(name).LoggingConfig as { LogGroup: unknown }).LogGroup)).toContain(
      `${name}Logs`,
    );
  });
});

it.each(['VerifyPin', 'CheckEmergency', 'UpdateEmergency'])(
  'a second try of %s fits into the time its flow has',
  (name) => {
    expect(Math.min(...patience())).toBe(8);
    expect(lambda(name).Timeout).toBeLessThanOrEqual(Math.min(...patience()) / 2);
  },
);

it.each([
  'OneTimePin',
  'VerifyPin',
  'CheckEmergency',
  'UpdateEmergency',
  'Project',
  'Publish',
  'SignCheckpoint',
  'Operate',
  'Erase',
])('%s is told all it asks its environment for', (name) => {
  const { Variables } = lambda(name).Environment as { Variables: Record<string, unknown> };
  const told = Object.fromEntries(Object.entries(Variables).map(([key, value]) => [key, line.text(value)]));
  expect(readEnvironment(told)).toMatchObject({
    EVENTS_TABLE: 'EmergencyLine-Events',
    BOARD_TABLE: 'EmergencyLine-EmergencyBoard',
    DIRECTORY_TABLE: 'EmergencyLine-AdminDirectory',
    SUBJECT_KEYS_TABLE: 'EmergencyLine-SubjectKeys',
    EVENT_BUS: 'EmergencyLine',
    PIN_KEY: expect.stringMatching(/^<KeysPin\w+\.Arn>$/),
    SEND_BUDGET_TABLE: 'EmergencyLine-SendBudget',
    NUMBER_KEY: 'alias/EmergencyLine/number',
    SUBJECT_KEY: expect.stringMatching(/^<KeysSubject\w+\.Arn>$/),
  });
});

it('the command line is told the same, and what verifies the log', () => {
  const told = JSON.parse(line.text(line.template.Outputs?.Environment?.Value));
  expect(readEnvironment(told)).toMatchObject({
    EVENTS_TABLE: 'EmergencyLine-Events',
    EVENT_BUS: 'EmergencyLine',
    LOG_KEY: expect.stringMatching(/^<KeysCheckpoint\w+\.Arn>$/),
    CHECKPOINT_BUCKET: expect.stringMatching(/^<CheckpointsBucket\w+>$/),
  });
});

it('tags are made under HMAC keys, and keys that wrap rotate', () => {
  const key = (begins: string) => line.one('AWS::KMS::Key', begins).Properties;
  for (const name of ['KeysPin', `KeysNumber${YEAR}`, `KeysNumber${YEAR + 1}`])
    expect(key(name)).toMatchObject({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  for (const name of ['KeysLog', 'KeysPeople', 'KeysSubject', 'KeysOperations'])
    expect(key(name)).toMatchObject({ EnableKeyRotation: true });
});

it('strangers’ numbers are tagged under a key a year, this one’s and the next, by the alias the handlers ask for', () => {
  const aliases = line.all('AWS::KMS::Alias').map(({ Properties }) => Properties.AliasName);
  expect(aliases).toEqual(
    expect.arrayContaining([`alias/EmergencyLine/number-${YEAR}`, `alias/EmergencyLine/number-${YEAR + 1}`]),
  );
});

it('everything is called after the stack, so that two lines live in one account', () => {
  const other = synthesized(configOf({ deployment: { stackName: 'Night-Line' } })).line;
  expect(other.name).toBe('Night-Line');
  const text = JSON.stringify(other.template);
  expect(text).not.toContain('EmergencyLine-');
  expect(text).toContain('Night-Line-Events');
});
