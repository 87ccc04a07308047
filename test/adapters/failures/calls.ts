import { ConnectClient } from '@aws-sdk/client-connect';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { ulid } from 'ulid';
import { traced } from '../../../adapters/aws-call.ts';
import { REPEATABLE } from '../../../adapters/aws-clients.ts';
import { dynamoCheckpoints } from '../../../adapters/dynamo-leaf-log.ts';
import { eventBridgeBus } from '../../../adapters/event-bus.ts';
import type { Log } from '../../../adapters/log.ts';
import { connectPhoneNumbers } from '../../../adapters/phone-numbers.ts';
import { s3Anchor } from '../../../adapters/s3-anchor.ts';
import { sha256 } from '../../../adapters/sha256.ts';
import { call } from '../../../domain/emergency/call/decide.ts';
import { PROBE } from '../../../domain/emergency/call/events.ts';
import type { PinText, Sms } from '../../../domain/emergency/ports.ts';
import { type BoardRow, boardRow, type DirectoryRow } from '../../../domain/emergency/read-models.ts';
import { parseE164, parsePin } from '../../../domain/emergency/secret.ts';
import { emptyHead } from '../../../domain/ledger/item.ts';
import type { AppContext } from '../../../handlers/composition/context.ts';
import { createCallerPorts, createCheckpointSigner } from '../../../handlers/composition/functions.ts';
import { createNumberLookup, createSmsSender } from '../../../handlers/composition/messaging.ts';
import { createStores } from '../../../handlers/composition/projector.ts';
import { documentClient } from '../../../handlers/composition/stores.ts';
import { LOCAL_NAMES, localEndpoints } from '../../../local/resource-names.ts';
import { CONFIG_FILE } from '../../kit/config-file.ts';
import { configOf, EUM, PINPOINT } from '../../kit/configs.ts';
import { clientOf } from '../with-edge.ts';
import { QUOTED } from './failing-service.ts';

const CREATED_AT = '2026-11-22T06:00:00.000Z';

const must = <Value>(value: Value | null): Value => {
  if (value === null) throw new Error('the fixture is no such value');
  return value;
};
const number = must(parseE164(QUOTED.number));
const pin = must(parsePin(QUOTED.pin, 6));
const challenge = {
  instanceArn: 'arn:aws:connect:ap-southeast-1:111122223333:instance/i',
  contactId: 'contact-1',
  adminId: 'ana',
  challengeId: '01KAMTPW00C0000000000000A1',
  issuedAt: CREATED_AT,
};
const row: BoardRow = boardRow('Manila', 1, {
  seq: 1,
  eventId: challenge.challengeId,
  at: CREATED_AT,
  emergency: false,
  emergencyType: null,
  messages: {},
  laterMessages: {},
  expiresAt: null,
  by: 'ana',
});
const directoryRow: DirectoryRow = {
  adminId: 'ana',
  number: QUOTED.number,
  maskedNumber: '+65******01',
  locations: ['*'],
  language: 'en-US',
  phone: { type: 'MOBILE', carrier: null, mcc: null, mnc: null, country: null },
  factor: 'sms',
  numberSeq: 1,
  seq: 1,
};
const identity = { origin: 'example.com/line', sha256 };
const leaf = { index: 0, leafHash: '00', stream: 'admin/ana', seq: 1, id: challenge.challengeId };
const text: Sms<PinText> = {
  to: number,
  content: { kind: 'pin', brand: 'Emergency line', pin },
  ttlSeconds: 30,
  context: {},
};
const place = { stream: 'admin/ana', seq: 1, id: challenge.challengeId, field: 'number' };

const wiresAt = (endpoint: string, log: Log, sms: object, dynamodb = endpoint): AppContext => ({
  environment: { ...LOCAL_NAMES, LINE_CONFIG: CONFIG_FILE, ...localEndpoints(dynamodb, endpoint) },
  config: configOf({ sms }),
  system: { now: () => Date.parse(CREATED_AT), newId: ulid, pause: async () => {} },
  log,
});

const drain = async (rows: AsyncIterable<unknown>) => {
  for await (const _ of rows) return;
};

/** Every call that an adapter makes at runtime: its operation and resource, by what makes it. `empty`: a service that answers nothing. */
export const callsAt = (
  endpoint: string,
  empty: string,
  log: Log,
): [string, string, () => Promise<unknown>][] => {
  const ctx = wiresAt(endpoint, log, EUM);
  const { store, leaves, board, directory, personalData, sendBudget } = createStores(ctx);
  const { pinCodes, numberTags } = createCallerPorts(ctx);
  const checkpoints = dynamoCheckpoints(documentClient(ctx), LOCAL_NAMES.EVENTS_TABLE);
  const keyless = createStores(wiresAt(endpoint, log, EUM, empty)).personalData;
  const pinpoint = wiresAt(endpoint, log, PINPOINT);
  const s3 = traced(new S3Client({ ...clientOf(endpoint), ...REPEATABLE, forcePathStyle: true }));
  const connect = connectPhoneNumbers(traced(new ConnectClient({ ...clientOf(endpoint), ...REPEATABLE })));
  const settings = { busName: LOCAL_NAMES.EVENT_BUS, source: 'source' };
  const bus = eventBridgeBus(
    traced(new EventBridgeClient({ ...clientOf(endpoint), ...REPEATABLE }), log),
    settings,
  );
  const entry = { detailType: PROBE, time: CREATED_AT, detail: '{}' };
  const { sms } = ctx.config;
  const set = 'configurationSetName' in sms ? sms.configurationSetName : '';
  const phone = { phoneNumberId: 'number-id', instanceId: 'instance-id', flowId: 'flow-id' };
  const meta = {
    id: challenge.challengeId,
    at: CREATED_AT,
    actor: 'operator/x',
    contactId: 'drill-1',
    step: 'd',
  };
  const head = emptyHead(identity, 'call/drill-1', call.initial);
  return [
    ['DynamoDB Query', 'Events', () => store.head(call, 'call/drill-1')],
    [
      'DynamoDB PutItem',
      'Events',
      () => store.append(call, head, { type: PROBE, data: { heldBy: 'doctor' } }, meta),
    ],
    ['DynamoDB GetItem', 'Events', () => store.event('admin/ana', 1)],
    ['DynamoDB Query', 'Events', () => drain(store.read('admin/ana'))],
    ['DynamoDB Query', 'Events/byTime', () => drain(store.day('2026-11-22#0'))],
    ['DynamoDB Query', 'Events/byContact', () => drain(store.contact('contact-1'))],
    ['DynamoDB BatchGetItem', 'Events', () => store.records([{ stream: 'admin/ana', seq: 1 }])],
    ['DynamoDB Scan', 'Events', () => drain(store.streams())],
    ['DynamoDB Query', 'Events', () => leaves.next()],
    ['DynamoDB PutItem', 'Events', () => leaves.append([leaf])],
    ['DynamoDB Query', 'Events', () => checkpoints.newest()],
    ['DynamoDB GetItem', 'EmergencyBoard', () => board.get('Manila')],
    ['DynamoDB PutItem', 'EmergencyBoard', () => board.put(row)],
    ['DynamoDB Scan', 'EmergencyBoard', () => drain(board.all())],
    ['DynamoDB Query', 'AdminDirectory/byNumber', () => directory.find(number)],
    ['DynamoDB GetItem', 'AdminDirectory', () => directory.get('ana')],
    ['DynamoDB PutItem', 'AdminDirectory', () => directory.put(directoryRow)],
    ['DynamoDB Scan', 'AdminDirectory', () => drain(directory.all())],
    ['DynamoDB UpdateItem', 'SendBudget', () => sendBudget.reserve(challenge.challengeId)],
    ['DynamoDB GetItem', 'SubjectKeys', () => personalData.encrypt('ana', place, QUOTED.number)],
    ['DynamoDB DeleteItem', 'SubjectKeys', () => personalData.deleteKey('ana')],
    ['KMS GenerateDataKey', LOCAL_NAMES.SUBJECT_KEY, () => keyless.encrypt('ana', place, QUOTED.number)],
    ['KMS GenerateMac', LOCAL_NAMES.PIN_KEY, () => pinCodes.tag(challenge, pin)],
    ['KMS VerifyMac', LOCAL_NAMES.PIN_KEY, () => pinCodes.matches(challenge, pin, 'A'.repeat(43))],
    ['KMS GenerateMac', `${LOCAL_NAMES.NUMBER_KEY}-2026`, () => numberTags.tag(number, '2026')],
    ['KMS GetPublicKey', LOCAL_NAMES.LOG_KEY, () => createCheckpointSigner(ctx)],
    ['PinpointSMSVoiceV2 SendTextMessage', set, () => createSmsSender(ctx).send(text)],
    ['PinpointSMSVoiceV2 PutMessageFeedback', '', () => createSmsSender(ctx).feedback('message-1', true)],
    ['PinpointSMSVoiceV2 CarrierLookup', '', () => createNumberLookup(ctx).lookup(number)],
    ['Pinpoint SendMessages', '0'.repeat(32), () => createSmsSender(pinpoint).send(text)],
    ['Pinpoint PhoneNumberValidate', '', () => createNumberLookup(pinpoint).lookup(number)],
    ['EventBridge PutEvents', LOCAL_NAMES.EVENT_BUS, () => bus.publish([entry])],
    ['S3 PutObject', 'bucket/checkpoints/1', () => s3Anchor(s3, 'bucket', ctx.system.now).store('1', 'note')],
    ['Connect AssociatePhoneNumberContactFlow', phone.phoneNumberId, () => connect.associate(phone)],
    ['Connect DisassociatePhoneNumberContactFlow', phone.phoneNumberId, () => connect.disassociate(phone)],
  ];
};
