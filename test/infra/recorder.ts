import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Target } from '../../infra/grant.ts';
import { LOCAL_NAMES } from '../../local/resource-names.ts';

/** One AWS call as IAM would see it. `streams`: the partition keys of the log that it names. */
export type AwsCall = { action: string; target: Target; streams: string[] };

/** Starts a proxy of an endpoint that records the calls. */
export const startRecorder = async (endpoint: string, calls: AwsCall[]) => {
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    calls.push(callOf(request, body.toString('utf8')));
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(`${endpoint}${request.url}`, {
      method: request.method ?? 'POST',
      headers: headers as Record<string, string>,
      body,
    });
    const { 'content-length': ____, ...passed } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, passed).end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const callOf = ({ headers, url = '' }: IncomingMessage, text: string): AwsCall => {
  const [service = '', operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
  const body = JSON.parse(text || '{}');
  switch (service) {
    case 'DynamoDB_20120810':
      return { action: `dynamodb:${operation}`, target: tableOf(named(body)), streams: streamsOf(body) };
    case 'TrentService':
      return { action: `kms:${operation}`, target: keyOf(body.KeyId), streams: [] };
    case 'AWSEvents':
      return { action: `events:${operation}`, target: 'bus', streams: [] };
    case 'PinpointSMSVoiceV2':
      return { action: `sms-voice:${operation}`, target: TEXTING[operation] ?? 'texts', streams: [] };
    default:
      return url.endsWith('/validate')
        ? { action: 'mobiletargeting:PhoneNumberValidate', target: 'pinpointLookup', streams: [] }
        : { action: 'mobiletargeting:SendMessages', target: 'pinpointTexts', streams: [] };
  }
};

const TABLES: Record<string, Target> = {
  [LOCAL_NAMES.EVENTS_TABLE]: 'events',
  [LOCAL_NAMES.BOARD_TABLE]: 'board',
  [LOCAL_NAMES.DIRECTORY_TABLE]: 'directory',
  [LOCAL_NAMES.SUBJECT_KEYS_TABLE]: 'subjectKeys',
  [LOCAL_NAMES.SEND_BUDGET_TABLE]: 'sendBudget',
};
const KEYS: Record<string, Target> = {
  [LOCAL_NAMES.PIN_KEY]: 'pinKey',
  [LOCAL_NAMES.NUMBER_KEY]: 'numberKey',
  [LOCAL_NAMES.SUBJECT_KEY]: 'subjectKey',
  [LOCAL_NAMES.LOG_KEY]: 'checkpointKey',
};
const TEXTING: Record<string, Target> = {
  SendTextMessage: 'texts',
  SendNotifyTextMessage: 'notifyTexts',
  PutMessageFeedback: 'textFeedback',
  CarrierLookup: 'numberLookup',
};

const known = (target: Target | undefined, name: string): Target => {
  if (target === undefined) throw new Error(`no grant target is known for ${name}`);
  return target;
};
/** The keys for unknown callers' numbers end in their year; one more is for reserved numbers. */
const keyOf = (id: string) =>
  id === `${LOCAL_NAMES.NUMBER_KEY}-reservations`
    ? 'reservationKey'
    : known(KEYS[id.replace(/-\d{4}$/, '')], id);
/** A request that names its table by ARN, or per batch. */
type Named = { ResourceArn?: string; TableName?: string; IndexName?: string; RequestItems?: object };
const named = <Body extends Named>({ ResourceArn, ...body }: Body) => {
  const table = ResourceArn?.replace(/^.*table\//, '') ?? Object.keys(body.RequestItems ?? {})[0];
  return table === undefined ? body : { ...body, TableName: table };
};
const tableOf = ({ TableName = '', IndexName }: Named): Target => {
  const table = known(TABLES[TableName], TableName);
  return IndexName === undefined ? table : (`${table}/${IndexName}` as Target);
};

/** The key of a reserved number; that of the send budget's own row is not limited. */
const reserved = (key: Record<string, { S?: string }> | undefined) =>
  key?.budget?.S?.startsWith('number/') ? key.budget.S : undefined;

/** `admin/*` for `admin/admin-1`, wherever the request has it. Streams of probes and exports differ from those of calls. */
const streamsOf = (body: Record<string, never>): string[] => {
  const { Key, Item, ExpressionAttributeValues } = body as Record<
    string,
    Record<string, { S?: string }> | undefined
  >;
  const key =
    Key?.pk?.S ?? Item?.pk?.S ?? reserved(Key) ?? reserved(Item) ?? ExpressionAttributeValues?.[':pk']?.S;
  return key === undefined ? [] : [key.replace(/\/(drill-|export-)?.*$/, '/$1*')];
};
