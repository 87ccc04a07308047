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
  'Operate',
  'Erase',
  'AssociatePhoneNumber',
  'SignCheckpoint',
  'Probe',
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
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} of ${type} have the name ${name}`);
  return found[0];
};
const lambda = (name: string) =>
  named('AWS::Lambda::Function', 'FunctionName', `EmergencyLine-${name}`).Properties;

/** The timeouts of the Lambda blocks in the flows, in seconds. */
const blockTimeouts = () =>
  line
    .all('AWS::Connect::ContactFlow')
    .flatMap(({ Properties }) => [
      ...line.text(Properties.Content).matchAll(/"InvocationTimeLimitSeconds":"(\d+)"/g),
    ])
    .map(([, seconds]) => Number(seconds));

it('the stack has exactly these Lambdas', () => {
  expect(line.all('AWS::Lambda::Function').map(({ Properties }) => Properties.FunctionName)).toStrictEqual(
    FUNCTIONS.map((name) => `EmergencyLine-${name}`),
  );
});

describe.each(FUNCTIONS)('%s', (name) => {
  it('runs on Node 24 on arm64, with tracing, memory and a timeout', () => {
    expect(lambda(name)).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      MemorySize: expect.any(Number),
      Timeout: expect.any(Number),
    });
  });

  it('has its own role that only Lambda can assume, with one policy and no AWS managed one', () => {
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

  it('is created after its policy', () => {
    const { DependsOn = [] } = named('AWS::Lambda::Function', 'FunctionName', `EmergencyLine-${name}`);
    expect(DependsOn.some((id) => id.includes(`${name}Policy`))).toBe(true);
  });

  it('logs to an encrypted group with a retention time that masks telephone numbers', () => {
    const logs = named('AWS::Logs::LogGroup', 'LogGroupName', `/aws/lambda/EmergencyLine-${name}`);
    expect(logs.Properties).toMatchObject({ RetentionInDays: 90, KmsKeyId: expect.anything() });
    expect(JSON.stringify(logs.Properties.DataProtectionPolicy)).toContain('"Regex":"\\\\+[1-9][0-9]{6,14}"');
    expect(line.text((lambda(name).LoggingConfig as { LogGroup: unknown }).LogGroup)).toContain(
      `${name}Logs`,
    );
  });
});

it.each(['VerifyPin', 'CheckEmergency', 'UpdateEmergency'])(
  'a retry of %s fits into the timeout of its flow block',
  (name) => {
    expect(Math.min(...blockTimeouts())).toBe(8);
    expect(lambda(name).Timeout).toBeLessThanOrEqual(Math.min(...blockTimeouts()) / 2);
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
  'Probe',
])('%s has all environment variables that it reads', (name) => {
  const { Variables } = lambda(name).Environment as { Variables: Record<string, unknown> };
  const variables = Object.fromEntries(
    Object.entries(Variables).map(([key, value]) => [key, line.text(value)]),
  );
  expect(readEnvironment(variables)).toMatchObject({
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

it('the output Environment has the same variables, and those for verifying the log', () => {
  const variables = JSON.parse(line.text(line.template.Outputs?.Environment?.Value));
  expect(readEnvironment(variables)).toMatchObject({
    EVENTS_TABLE: 'EmergencyLine-Events',
    EVENT_BUS: 'EmergencyLine',
    LOG_KEY: expect.stringMatching(/^<KeysCheckpoint\w+\.Arn>$/),
    CHECKPOINT_BUCKET: expect.stringMatching(/^<CheckpointsBucket\w+>$/),
  });
});

it('tags use HMAC keys, and wrapping keys rotate', () => {
  const key = (begins: string) => line.one('AWS::KMS::Key', begins).Properties;
  for (const name of ['KeysPin', `KeysNumber${YEAR}`, `KeysNumber${YEAR + 1}`])
    expect(key(name)).toMatchObject({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' });
  for (const name of ['KeysLog', 'KeysPeople', 'KeysSubject', 'KeysOperations'])
    expect(key(name)).toMatchObject({ EnableKeyRotation: true });
});

it('unknown callers’ numbers have a key for this year and the next, with the aliases that the handlers use', () => {
  const aliases = line.all('AWS::KMS::Alias').map(({ Properties }) => Properties.AliasName);
  expect(aliases).toEqual(
    expect.arrayContaining([`alias/EmergencyLine/number-${YEAR}`, `alias/EmergencyLine/number-${YEAR + 1}`]),
  );
});

it('all names begin with the stack’s name, so that two lines can share an account', () => {
  const other = synthesized(configOf({ deployment: { stackName: 'Night-Line' } })).line;
  expect(other.name).toBe('Night-Line');
  const text = JSON.stringify(other.template);
  expect(text).not.toContain('EmergencyLine-');
  expect(text).toContain('Night-Line-Events');
});
