import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpCode } from '../../../adapters/totp.ts';
import { SOURCE } from '../../../domain/emergency/published.ts';
import { parseTotpSecret } from '../../../domain/emergency/secret.ts';
import { answered } from '../../kit/aws-account/with-account.ts';
import { connectEvent } from '../../kit/connect-event.ts';
import { clientOf, deployedLine, REGION } from './deployed-line.ts';
import { ACCOUNT } from './server.ts';
import { streamOf } from './stream.ts';

const DEPLOYING = 600_000;
const TOTP_STEP = 30_000;
/** The functions' clock is moved ahead by up to a step; from so far behind, no event is later than a person's "now". */
const BEHIND = 2 * TOTP_STEP;
const ADMIN = '+6591110001';
const call = { from: ADMIN, contactId: '00000000-0000-4000-8000-000000000001' };
const customerCall = { from: '+6591119999', contactId: '00000000-0000-4000-8000-000000000002' };
const HEARD = 'test/heard-on-the-bus';

describe('the line in an account that moto plays', () => {
  let line: Awaited<ReturnType<typeof deployedLine>>;
  let records: ReturnType<typeof streamOf>;
  let logs: CloudWatchLogsClient;
  let secret: ReturnType<typeof parseTotpSecret>;

  /** The log's stream to both of its readers. Project writes leaves into the table: they are in the stream's next batch. */
  const deliver = async () => {
    const batch = await records();
    expect(await line.invoke('Project', batch)).toStrictEqual({ batchItemFailures: [] });
    expect(await line.invoke('Publish', batch)).toStrictEqual({ batchItemFailures: [] });
  };
  const flow = (name: string, who: typeof call, parameters: Record<string, string>) =>
    line.invoke(name, connectEvent(line.config, who, parameters));
  const eventsOf = async (...command: string[]) => {
    const { events } = answered(await line.person(...command, '--json')) as { events: { type: string }[] };
    return events.map(({ type }) => type);
  };

  /** Everything on the bus goes to a log group, where it can be read. */
  const listen = async () => {
    const bus = new EventBridgeClient(clientOf(line.endpoint));
    const rule = { EventBusName: line.bus, Name: 'heard' };
    const Arn = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${HEARD}`;
    await logs.send(new CreateLogGroupCommand({ logGroupName: HEARD }));
    await bus.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: [SOURCE] }) }));
    await bus.send(
      new PutTargetsCommand({ EventBusName: line.bus, Rule: 'heard', Targets: [{ Id: 'log', Arn }] }),
    );
  };
  const heard = async () => {
    const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: HEARD }));
    return events.map(({ message = '' }) => JSON.parse(message)['detail-type'] as string);
  };

  beforeAll(async () => {
    line = await deployedLine();
    line.setClock(Date.now() - BEHIND);
    records = streamOf(new DynamoDBClient(clientOf(line.endpoint)), line.eventsTable);
    logs = new CloudWatchLogsClient(clientOf(line.endpoint));
    await listen();
  }, DEPLOYING);
  afterAll(() => line?.stop());

  it('stands after cdk bootstrap and emergency deploy', () => {
    const complete = expect.stringMatching(/^(CREATE|UPDATE)_COMPLETE$/);
    expect(line.deployed).toMatchObject({ ok: true, status: complete });
  });

  it('has on its list whom admin enroll enrolled, and gives them an authenticator', async () => {
    const enrolled = await line.person(
      'admin',
      'enroll',
      'duty',
      '--number',
      ADMIN,
      '--name',
      'Duty',
      '--json',
    );
    expect(enrolled).toMatchObject({ status: 0 });
    await deliver();
    const { admins } = answered(await line.person('admin', 'list', '--json'));
    expect(admins).toMatchObject([{ adminId: 'duty', enrolled: true }]);
    const { uri } = answered(await line.person('admin', 'totp', 'duty', '--json'));
    secret = parseTotpSecret(new URL(String(uri)).searchParams.get('secret'));
    expect(secret).not.toBeNull();
    await deliver();
  });

  it('lets an administrator set an emergency in one call, proven by the authenticator’s code', async () => {
    expect(await flow('OneTimePin', call, { step: 'pin' })).toMatchObject({ status: 'ENTER_CODE' });
    // From the beginning of the next time step, so that the code cannot pass before it is checked.
    const step = Math.floor((Date.now() - BEHIND) / TOTP_STEP) + 1;
    line.setClock(step * TOTP_STEP);
    const entered = secret ? totpCode(secret, step) : '';
    expect(await flow('VerifyPin', call, { step: 'try-1', entered })).toMatchObject({ status: 'VERIFIED' });
    const before = await flow('CheckEmergency', call, { Center: 'Manila', Fresh: 'true' });
    expect(before).toMatchObject({ Emergency: 'false' });
    const change = { step: 'change', Center: 'Manila', EmergencyAction: 'set', EmergencyType: 'fire-alarm' };
    expect(await flow('UpdateEmergency', call, { ...change, heardSeq: before.seq ?? '' })).toMatchObject({
      status: 'DONE',
      changed: 'true',
    });
  });

  it('tells customers of it as soon as Project has seen it, at that location alone', async () => {
    const center = (Center: string) => flow('CheckEmergency', customerCall, { Center, Fresh: 'false' });
    await deliver();
    expect(await center('Manila')).toMatchObject({
      Emergency: 'true',
      Message: expect.stringContaining('Because of a fire alarm, the Manila contact centre'),
    });
    expect(await center('Sydney')).toMatchObject({ Emergency: 'false' });
  });

  it('puts each event of the log on the bus', async () => {
    expect((await heard()).sort()).toStrictEqual((await eventsOf('history')).sort());
  });

  it('answers board, history, story and as-of from its log', async () => {
    const { board } = answered(await line.person('board', '--json'));
    const manila = { location: 'Manila', emergency: true, emergencyType: 'fire-alarm' };
    expect(board).toContainEqual(expect.objectContaining(manila));
    const inTheCall = ['CodeRequested', 'PinVerified', 'ChangeAuthorised', 'EmergencySet'];
    expect(await eventsOf('history')).toStrictEqual(['AdminEnrolled', 'AdminChanged', ...inTheCall]);
    expect(await eventsOf('story', call.contactId)).toStrictEqual(inTheCall);
    expect(answered(await line.person('as-of', 'Manila', 'now', '--json'))).toMatchObject({
      emergency: true,
      changes: [{ provenBy: { factor: 'totp' } }],
    });
  });

  // Moto has no Ed25519 keys, so verification cannot check a signature; test/local/verify-line.int.test.ts verifies a whole line.
  it('refuses to verify with a checkpoint key that moto made with another algorithm', async () => {
    const { out, err, status } = await line.person('verify', '--json');
    expect({ out, status }).toStrictEqual({ out: '', status: 2 });
    expect(err).toMatch(/"code":"KeyUnusable","message":"KMS key arn:\S+ is not an Ed25519 key/);
  });
});
