import { ConnectClient } from '@aws-sdk/client-connect';
import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ANSWER_TIMEOUT,
  BACKGROUND,
  CONNECT,
  DURING_A_CALL,
  REPEATABLE,
} from '../../adapters/aws-clients.ts';
import { connectPhoneNumbers } from '../../adapters/phone-numbers.ts';
import { buildFlows } from '../../flows/all.ts';
import { LAMBDA_NAMES, type LambdaName, lambda } from '../../flows/names.ts';
import { associatePhoneNumber } from '../../handlers/associate-phone-number.ts';
import { FUNCTION_NAMES, type FunctionName } from '../../infra/resource-names.ts';
import { READ_MODELS } from '../../projections/compare-rows.ts';
import { useTotp } from '../../use-cases/choose-factor.ts';
import { configOf, EUM, NOTIFY, PINPOINT } from '../kit/configs.ts';
import { connectEvent } from '../kit/connect-event.ts';
import { functionUrlEvent, sessionArn } from '../kit/function-url-event.ts';
import { memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';
import { sample } from '../kit/sample.ts';
import { synthesized } from '../kit/synthesized.ts';
import { clientClock, longest } from './client-clock.ts';
import { type RecordedLine, recordedLine } from './recorded-line.ts';

const ADMIN = '+6591110001';
const WITH_CODE = '+6591110002';
const LANDLINE = '+6561110003';
const STRANGER = '+6598765432';
/** The largest batch whose leaves Project appends itself, in sequence (projections/project.ts). */
const WITH_LEAVES = 25;

/** The requests with most calls: a new administrator with an authenticator app, a page of events published again, and an erasure. */
const OPERATOR_REQUESTS: [name: 'Operate' | 'Erase', role: string, route: string, fields: object][] = [
  [
    'Operate',
    'Operator',
    'admin/enroll',
    { adminId: 'anna', number: '+6591110077', name: 'Anna', totp: true },
  ],
  ['Operate', 'Operator', 'admin/change', { adminId: 'anna', name: 'Annabel' }],
  ['Operate', 'Operator', 'publish', { stream: null, from: 0, to: null }],
  ['Erase', 'Eraser', 'admin/erase', { adminId: 'anna', basis: 'asked to be forgotten' }],
];

const isInCalls = (name: FunctionName): name is LambdaName =>
  (LAMBDA_NAMES as readonly string[]).includes(name);

/** The longest duration of each function over all its paths, in milliseconds. */
const measured = async (config: RecordedLine['config']): Promise<Record<FunctionName, number>> => {
  let current: FunctionName = 'Project';
  const clock = clientClock(() => (isInCalls(current) ? DURING_A_CALL : BACKGROUND));
  const line = await recordedLine(config, clock);
  const most = Object.fromEntries(FUNCTION_NAMES.map((name) => [name, 0])) as Record<FunctionName, number>;
  const run = async (name: Exclude<FunctionName, 'AssociatePhoneNumber'>, event: unknown) => {
    current = name;
    const took = await clock.measure(() => line.handlers[name](event));
    most[name] = Math.max(most[name], took);
  };
  const call = (name: LambdaName, from: string, contactId: string, parameters: Record<string, string>) =>
    run(name, connectEvent(config, { from, contactId }, parameters));
  try {
    await useTotp(line.ports, { principal: 'test', actionId: 'totp' }, 'admin-2', 'Test');
    await run('Project', { Records: await line.records() });
    // The second round runs with all modules loaded, so that parallel calls are parallel.
    for (const day of ['first', 'second']) {
      const { pinOf } = line;
      await call('OneTimePin', STRANGER, `${day}-stranger`, { step: 'pin' });
      await call('VerifyPin', STRANGER, `${day}-stranger`, { step: 'try', entered: '000000' });
      await call('OneTimePin', LANDLINE, `${day}-landline`, { step: 'pin' });
      await call('OneTimePin', WITH_CODE, `${day}-code`, { step: 'pin' });
      await call('VerifyPin', WITH_CODE, `${day}-code`, { step: 'try', entered: '000000' });
      await call('OneTimePin', ADMIN, day, { step: 'pin' });
      await call('OneTimePin', ADMIN, day, { step: 'pin' });
      await call('VerifyPin', ADMIN, day, { step: 'try-1', entered: 'Timeout' });
      await call('VerifyPin', ADMIN, day, { step: 'try-2', entered: '000000' });
      await call('VerifyPin', ADMIN, day, { step: 'try-3', entered: await pinOf(ADMIN) });
      const change = { EmergencyAction: 'set', EmergencyType: 'weather', heardSeq: '0', Center: 'Manila' };
      await call('UpdateEmergency', ADMIN, day, { ...change, step: 'nowhere', Center: 'Atlantis' });
      await call('UpdateEmergency', ADMIN, day, { ...change, step: 'set' });
      await call('UpdateEmergency', ADMIN, day, { ...change, step: 'set' });
      await call('UpdateEmergency', ADMIN, day, { ...change, step: 'stale' });
      await call('UpdateEmergency', STRANGER, `${day}-stranger`, { ...change, step: 'set' });
      await call('CheckEmergency', ADMIN, day, { Center: 'Manila', Fresh: 'true' });
      await call('CheckEmergency', STRANGER, `${day}-customer`, { Center: 'Manila', Fresh: 'false' });
    }
    const all = await line.records();
    expect(all.length).toBeGreaterThan(WITH_LEAVES);
    await run('Project', { Records: all.slice(0, WITH_LEAVES) });
    for (const compare of READ_MODELS) await run('Project', { compare });
    for (const [name, role, route, fields] of OPERATOR_REQUESTS)
      await run(
        name,
        functionUrlEvent(sessionArn(role, 'anna'), `/${route}`, JSON.stringify({ ...fields, id: ulid() })),
      );
    await run('Probe', {});
    await run('SignCheckpoint', {});
    await run('Publish', { Records: Array.from({ length: 100 }, (_, index) => all[index % all.length]) });
  } finally {
    await line.close();
  }
  // There is no embedded S3.
  most.SignCheckpoint += longest(REPEATABLE);
  most.AssociatePhoneNumber = (await associationCalls()) * longest(CONNECT) + ANSWER_TIMEOUT;
  return most;
};

/** The most Connect calls that one CloudFormation request causes. */
const associationCalls = async (): Promise<number> => {
  let calls = 0;
  const client = new ConnectClient({ region: 'local', maxAttempts: 1 });
  client.middlewareStack.add(
    () => async () => {
      calls += 1;
      return { response: {}, output: { $metadata: {} } };
    },
    { step: 'initialize', priority: 'low' },
  );
  const handler = associatePhoneNumber({
    numbers: connectPhoneNumbers(client),
    log: () => {},
    answer: async () => {},
  });
  const counts: number[] = [];
  for (const RequestType of ['Create', 'Update', 'Delete']) {
    calls = 0;
    await handler({
      RequestType,
      ResponseURL: 'https://cloudformation.example/answer',
      StackId: 'stack',
      RequestId: 'request',
      LogicalResourceId: 'Association',
      PhysicalResourceId: 'number',
      ResourceProperties: {
        PhoneNumber: 'number',
        Instance: 'instance/a',
        Flow: 'instance/a/contact-flow/b',
      },
      OldResourceProperties: {
        PhoneNumber: 'number',
        Instance: 'instance/a',
        Flow: 'instance/a/contact-flow/c',
      },
    });
    counts.push(calls);
  }
  return Math.max(...counts);
};

const PROVIDERS: [string, RecordedLine['config']][] = [
  ['End User Messaging', configOf({ sms: EUM })],
  ['Notify', configOf({ sms: NOTIFY })],
  ['Pinpoint', configOf({ sms: PINPOINT })],
];

describe.each(sample(PROVIDERS, 3))('with texts by %s', (_, shape) => {
  // AssociatePhoneNumber is deployed only with a number in connect.numbers.
  const config = { ...shape, connect: { ...shape.connect, numbers: { '+6568000001': { id: 'number-1' } } } };
  let most: Record<FunctionName, number>;
  beforeAll(async () => {
    most = await measured(config);
  }, 60_000);

  const timeout = (name: FunctionName) =>
    synthesized(config)
      .line.all('AWS::Lambda::Function')
      .filter(({ Properties }) => Properties.FunctionName === `EmergencyLine-${name}`)
      .map(({ Properties }) => Number(Properties.Timeout) * 1_000);

  it.each(FUNCTION_NAMES)('%s ends before its timeout, with every AWS call at its slowest', (name) => {
    const [limit = 0] = timeout(name);
    expect(most[name]).toBeGreaterThan(0);
    expect(most[name]).toBeLessThan(limit);
  });

  it.each(LAMBDA_NAMES)('%s times out before its flow block does', (name) => {
    const blocks = Object.values(buildFlows(config)).flatMap(({ Actions }) =>
      Actions.filter(({ Parameters }) => Parameters?.LambdaFunctionARN === lambda(name)),
    );
    expect(blocks.length).toBeGreaterThan(0);
    const [limit = 0] = timeout(name);
    for (const { Parameters } of blocks)
      expect(Number(Parameters?.InvocationTimeLimitSeconds) * 1_000).toBeGreaterThan(limit);
  });
});

describe('a retry that waits for the outcome of the first attempt', () => {
  it('gives up in time, however slow each read of the log is', async () => {
    const read = longest(DURING_A_CALL.repeatable);
    let heads = 0;
    const line = await memoryLine({
      wrap: {
        store: (store) => ({
          head: (...all) => {
            heads += 1;
            line.ports.system.advance(read);
            return store.head(...all);
          },
        }),
        sms: () => ({
          send: async () => {
            throw new Error('the function is killed');
          },
        }),
      },
    });
    const call = phoneCall(line, ADMIN);
    await call.asksForPin('pin').catch(() => {});
    heads = 0;
    const start = line.ports.system.now();
    await call.asksForPin('pin');
    expect(heads).toBeLessThan(10);
    // In addition, the directory is read once, and three events are read or written.
    const took = line.ports.system.now() - start + 4 * read;
    const [limit = 0] = synthesized(configOf({ sms: EUM }))
      .line.all('AWS::Lambda::Function')
      .filter(({ Properties }) => Properties.FunctionName === 'EmergencyLine-OneTimePin')
      .map(({ Properties }) => Number(Properties.Timeout) * 1_000);
    expect(took).toBeLessThan(limit);
  });
});
