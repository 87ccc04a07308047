import { ConnectClient } from '@aws-sdk/client-connect';
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
import { useTotp } from '../../use-cases/choose-factor.ts';
import { configOf, EUM, NOTIFY, PINPOINT } from '../kit/configs.ts';
import { connectEvent } from '../kit/connect-event.ts';
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
/** Events of a batch that Project gives their leaves at once, one after the other (projections/project.ts). */
const WITH_LEAVES = 25;

const isInCalls = (name: FunctionName): name is LambdaName =>
  (LAMBDA_NAMES as readonly string[]).includes(name);

/** The longest that each function may take over all it is asked to do, in milliseconds. */
const played = async (config: RecordedLine['config']): Promise<Record<FunctionName, number>> => {
  let current: FunctionName = 'Project';
  const clock = clientClock(() => (isInCalls(current) ? DURING_A_CALL : BACKGROUND));
  const line = await recordedLine(config, clock.clients);
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
    // The second time is counted like the first, and no module is loaded between calls that are made beside each other.
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
    await run('SignCheckpoint', {});
    await run('Publish', { Records: Array.from({ length: 100 }, (_, index) => all[index % all.length]) });
  } finally {
    await line.close();
  }
  // The bucket is not among the embedded services.
  most.SignCheckpoint += longest(REPEATABLE);
  most.AssociatePhoneNumber = (await tied()) * longest(CONNECT) + ANSWER_TIMEOUT;
  return most;
};

/** The most calls of Connect that one request of CloudFormation leads to. */
const tied = async (): Promise<number> => {
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
      LogicalResourceId: 'Tie',
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
  // A number has to be led to its flow, or no AssociatePhoneNumber is deployed.
  const config = { ...shape, connect: { ...shape.connect, numbers: { '+6568000001': { id: 'number-1' } } } };
  let most: Record<FunctionName, number>;
  beforeAll(async () => {
    most = await played(config);
  }, 60_000);

  const timeout = (name: FunctionName) =>
    synthesized(config)
      .line.all('AWS::Lambda::Function')
      .filter(({ Properties }) => Properties.FunctionName === `EmergencyLine-${name}`)
      .map(({ Properties }) => Number(Properties.Timeout) * 1_000);

  it.each(FUNCTION_NAMES)('%s ends before its timeout, with every call of AWS at its slowest', (name) => {
    const [limit = 0] = timeout(name);
    expect(most[name]).toBeGreaterThan(0);
    expect(most[name]).toBeLessThan(limit);
  });

  it.each(LAMBDA_NAMES)('%s is given up by its timeout before the flow’s block gives it up', (name) => {
    const blocks = Object.values(buildFlows(config)).flatMap(({ Actions }) =>
      Actions.filter(({ Parameters }) => Parameters?.LambdaFunctionARN === lambda(name)),
    );
    expect(blocks.length).toBeGreaterThan(0);
    const [limit = 0] = timeout(name);
    for (const { Parameters } of blocks)
      expect(Number(Parameters?.InvocationTimeLimitSeconds) * 1_000).toBeGreaterThan(limit);
  });
});

describe('a repeat that waits for the outcome of the first try', () => {
  it('gives up in time, however slow each look at the log is', async () => {
    const look = longest(DURING_A_CALL.repeatable);
    let heads = 0;
    const line = await memoryLine({
      wrap: {
        store: (store) => ({
          head: (...all) => {
            heads += 1;
            line.ports.system.advance(look);
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
    // Besides these: the directory is asked once, and three events are read or written.
    const took = line.ports.system.now() - start + 4 * look;
    const [limit = 0] = synthesized(configOf({ sms: EUM }))
      .line.all('AWS::Lambda::Function')
      .filter(({ Properties }) => Properties.FunctionName === 'EmergencyLine-OneTimePin')
      .map(({ Properties }) => Number(Properties.Timeout) * 1_000);
    expect(took).toBeLessThan(limit);
  });
});
