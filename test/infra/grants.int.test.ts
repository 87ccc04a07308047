import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admin } from '../../domain/emergency/admin/decide.ts';
import { adminStream } from '../../domain/emergency/streams.ts';
import { handleCommand } from '../../domain/ledger/handle-command.ts';
import { grantsOf } from '../../infra/grants.ts';
import { useTotp } from '../../use-cases/choose-factor.ts';
import { configOf, EUM, NOTIFY, PINPOINT } from '../kit/configs.ts';
import { connectEvent } from '../kit/connect-event.ts';
import { notGranted, notUsed } from './calls.ts';
import { RECORDED, type Recorded, type RecordedLine, recordedLine } from './recorded-line.ts';

const ADMIN = '+6591110001';
/** Proves himself by an authenticator's code. */
const WITH_CODE = '+6591110002';
const STRANGER = '+6598765432';

/** Everything a caller can bring a handler to do, each step twice as Connect does when an answer is lost. */
const playTheDay = async (line: RecordedLine): Promise<void> => {
  const { config, handlers, records, pinOf } = line;
  const ask = async (name: Recorded, from: string, contactId: string, parameters: Record<string, string>) => {
    const event = connectEvent(config, { from, contactId }, parameters);
    await handlers[name](event);
    return handlers[name](event);
  };
  await useTotp(line.ports, { principal: 'test', actionId: 'totp' }, 'admin-2', 'Test');
  await handlers.SignCheckpoint({});
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
  // From here on nothing gets a leaf from the reader of the stream: the next look at the log has to find it.
  await ask('OneTimePin', STRANGER, 'missed', { step: 'pin' });
  await ask('UpdateEmergency', ADMIN, 'call', { ...change, step: 'late', Center: 'Manila' });
  await authorized(line, 'crashed', 'Sydney');
  await ask('UpdateEmergency', ADMIN, 'call', { ...change, step: 'crashed', Center: 'Sydney' });
  await handlers.SignCheckpoint({});
  const all = await records();
  await handlers.Publish({ Records: all });
  // What cannot be read is parked; its row is made anew from the log later.
  await handlers.Publish({ Records: [{}] });
  await handlers.Project({ Records: all.slice(0, 1).map(withoutImage) });
  await handlers.Project({ mend: 'aws/lambda/' });
  // The second event of a location without its first: the reader has to fill the gap from the log.
  await handlers.Project({ Records: all.filter(({ dynamodb }) => dynamodb.Keys.sk.N !== '1') });
};

const withoutImage = <Record extends { dynamodb: object }>({ dynamodb, ...record }: Record) => ({
  ...record,
  dynamodb: { ...dynamodb, NewImage: undefined },
});

/** A change was taken from the proof, and the function that took it is gone. */
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
    await playTheDay(line);
  });
  afterAll(() => line?.close());

  it.each(RECORDED)('%s calls AWS for nothing it has no grant for', (name) => {
    expect(notGranted(grantsOf(config)[name], line.calls[name])).toStrictEqual([]);
  });

  it.each(RECORDED)('%s has no grant it does not use', (name) => {
    expect(notUsed(grantsOf(config)[name], line.calls[name])).toStrictEqual([]);
  });
});
