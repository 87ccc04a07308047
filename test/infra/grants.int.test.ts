import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from '../../domain/emergency/admin/decide.ts';
import { parseE164 } from '../../domain/emergency/secret.ts';
import { adminStream } from '../../domain/emergency/streams.ts';
import { handleCommand } from '../../domain/ledger/handle-command.ts';
import { grantsOf } from '../../infra/grants.ts';
import { READ_MODELS } from '../../projections/compare-rows.ts';
import { useTotp } from '../../use-cases/choose-factor.ts';
import { configOf, EUM, NOTIFY, PINPOINT } from '../kit/configs.ts';
import { connectEvent } from '../kit/connect-event.ts';
import { functionUrlEvent, sessionArn } from '../kit/function-url-event.ts';
import { notGranted, notUsed } from './calls.ts';
import { RECORDED, type Recorded, type RecordedLine, recordedLine } from './recorded-line.ts';

const ADMIN = '+6591110001';
/** Authenticates with an authenticator app. */
const WITH_CODE = '+6591110002';
const STRANGER = '+6598765432';

/** Exercises every path of the handlers, each step twice, as Connect does when a reply is lost. */
const exerciseHandlers = async (line: RecordedLine): Promise<void> => {
  const { config, handlers, records, pinOf } = line;
  const ask = async (name: Recorded, from: string, contactId: string, parameters: Record<string, string>) => {
    const event = connectEvent(config, { from, contactId }, parameters);
    await handlers[name](event);
    return handlers[name](event);
  };
  await useTotp(line.ports, { principal: 'test', actionId: 'totp' }, 'admin-2', 'Test');
  // Without a checkpoint, the events that have no leaf are found by a scan.
  await askOperator(line, 'Operate', 'Operator', 'publish', EVERYTHING);
  await handlers.SignCheckpoint({});
  await handlers.Probe({});
  await handlers.Project({ Records: await records() });
  await ask('OneTimePin', STRANGER, 'stranger', { step: 'pin' });
  await ask('VerifyPin', STRANGER, 'stranger', { step: 'try-1', entered: '000000' });
  await ask('OneTimePin', WITH_CODE, 'code', { step: 'pin' });
  await ask('VerifyPin', WITH_CODE, 'code', { step: 'try-1', entered: '000000' });
  await ask('OneTimePin', ADMIN, 'call', { step: 'pin' });
  await ask('VerifyPin', ADMIN, 'call', { step: 'try-1', entered: 'Timeout' });
  await ask('VerifyPin', ADMIN, 'call', { step: 'try-2', entered: await pinOf(ADMIN) });
  await ask('CheckEmergency', ADMIN, 'call', { Center: 'Manila', Fresh: 'true' });
  await ask('CheckEmergency', STRANGER, 'customer', { Center: 'Manila', Fresh: 'false' });
  const change = { EmergencyAction: 'set', EmergencyType: 'weather', heardSeq: '0' };
  await ask('UpdateEmergency', ADMIN, 'call', { ...change, step: 'nowhere', Center: 'Atlantis' });
  await ask('UpdateEmergency', ADMIN, 'call', { ...change, step: 'set', Center: 'Manila' });
  await handlers.Project({ Records: await records() });
  // The projector appends no leaves from here on, so that SignCheckpoint has to find the missing ones.
  await ask('OneTimePin', STRANGER, 'missed', { step: 'pin' });
  await askOperator(line, 'Operate', 'Operator', 'publish', EVERYTHING);
  await ask('UpdateEmergency', ADMIN, 'call', { ...change, step: 'late', Center: 'Manila' });
  await authorized(line, 'crashed', 'Sydney');
  await ask('UpdateEmergency', ADMIN, 'call', { ...change, step: 'crashed', Center: 'Sydney' });
  await handlers.SignCheckpoint({});
  const all = await records();
  await handlers.Publish({ Records: all });
  // An unreadable record is parked, and its row rebuilt from the log.
  await handlers.Publish({ Records: [{}] });
  await line.failed.Publish.park(all.slice(0, 1));
  await handlers.Publish({ repair: 'aws/lambda/' });
  await handlers.Project({ Records: all.slice(0, 1).map(withoutImage) });
  await handlers.Project({ repair: 'aws/lambda/' });
  await forgeRows(line);
  for (const compare of READ_MODELS) await handlers.Project({ compare });
  // Without the first events, the projector must fill the gaps from the log.
  await handlers.Project({ Records: all.filter(({ dynamodb }) => dynamodb.Keys.sk.N !== '1') });
};

/** Rows that no event explains. */
const forgeRows = async ({ ports: { board, directory } }: RecordedLine): Promise<void> => {
  const row = await board.get('Manila');
  const entry = await directory.get('admin-1');
  if (!row || !entry) throw new Error('there are no rows to forge');
  await board.put({ ...row, location: 'Atlantis' });
  await directory.put({ ...entry, adminId: 'mallory', number: '+6590000000' });
};

const withoutImage = <Record extends { dynamodb: object }>({ dynamodb, ...record }: Record) => ({
  ...record,
  dynamodb: { ...dynamodb, NewImage: undefined },
});

const reason = 'a drill';
const EVERYTHING = { stream: null, from: 0, to: null };
const EXPORTED = { query: {}, format: 'csv', events: 1, sha256: 'a'.repeat(64), numbers: 'clear' };

/** Everything people can bring `Operate` and `Erase` to do, each request twice as when a reply is lost. */
type Duty = [name: 'Operate' | 'Erase', role: string, route: string, body: object];
const DUTIES: Duty[] = [
  [
    'Operate',
    'Operator',
    'admin/enroll',
    { adminId: 'anna', number: '+6591110077', name: 'Anna', totp: true },
  ],
  ['Operate', 'Operator', 'admin/change', { adminId: 'anna', name: 'Annabel' }],
  ['Operate', 'Operator', 'admin/sms', { adminId: 'anna' }],
  ['Operate', 'Operator', 'admin/reenable', { adminId: 'anna', reason }],
  ['Operate', 'Operator', 'admin/revoke', { adminId: 'anna', reason }],
  ['Operate', 'Operator', 'set', { location: 'Manila', type: 'weather', reason }],
  ['Operate', 'Operator', 'remove', { location: 'Manila', reason }],
  ['Operate', 'Operator', 'export/unmask', { query: {}, reason }],
  ['Operate', 'Operator', 'export/record', EXPORTED],
  ['Operate', 'Operator', 'publish', EVERYTHING],
  ['Operate', 'Doctor', 'probe', {}],
  ['Erase', 'Eraser', 'admin/erase', { adminId: 'admin-3', basis: 'asked to be forgotten' }],
];

const askAll = async (line: RecordedLine): Promise<void> => {
  const { ports } = line;
  // Anna's number is found reserved for somebody whose enrollment never came.
  const number = parseE164('+6591110077');
  if (number) await ports.numberReservations.reserve(number, { adminId: 'gone', at: 0 });
  for (const duty of DUTIES) await askOperator(line, ...duty);
};

const askOperator = async ({ handlers, config }: RecordedLine, ...[name, role, route, fields]: Duty) => {
  const body = JSON.stringify({ ...fields, id: ulid() });
  const event = functionUrlEvent(sessionArn(role, 'anna'), `/${route}`, body);
  for (const reply of [await handlers[name](event), await handlers[name](event)])
    expect(reply, `${route} ${config.sms.provider}`).toMatchObject({ statusCode: 200 });
};

/** Authorizes a change, as if the function had been terminated right after it. */
const authorized = ({ ports, config }: RecordedLine, step: string, locationId: string) =>
  handleCommand(
    ports,
    admin,
    adminStream('admin-1'),
    {
      actor: 'admin/admin-1',
      contactId: 'call',
      step: `${step}:${locationId}`,
      request: `set:${locationId}`,
    },
    (_, place) => ({
      do: 'authorize-change' as const,
      adminId: 'admin-1',
      limits: config.pin,
      locationId,
      action: 'set' as const,
      contactId: 'call',
      at: place.stamp().at,
    }),
  );

describe.each([
  ['Pinpoint', configOf({ sms: PINPOINT })],
  ['End User Messaging', configOf({ sms: EUM })],
  ['Notify', configOf({ sms: NOTIFY })],
])('with texts by %s', (_, config) => {
  let line: RecordedLine;
  beforeAll(async () => {
    line = await recordedLine(config);
    await exerciseHandlers(line);
    await askAll(line);
  });
  afterAll(() => line?.close());

  it.each(RECORDED)('%s makes no call without a grant', (name) => {
    expect(notGranted(grantsOf(config)[name], line.calls[name])).toStrictEqual([]);
  });

  it.each(RECORDED)('%s has no unused grant', (name) => {
    expect(notUsed(grantsOf(config)[name], line.calls[name])).toStrictEqual([]);
  });
});
