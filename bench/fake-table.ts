import { canonical, dayKey, type Item, LEAVES } from '../domain/ledger/index.ts';
import { documentClient } from '../test/kit/document-client.ts';
import { metaOf, setAt } from './changes.ts';
import { countRequest, noUsage } from './usage.ts';

type Key = { pk: string; sk: number };
type Input = {
  ExpressionAttributeValues?: Record<string, string | number>;
  ScanIndexForward?: boolean;
  Limit?: number;
  ExclusiveStartKey?: Key;
  RequestItems?: Record<string, { Keys: Key[] }>;
};

/** Bytes per read unit of a consistent read, rounded up per query or per item of a batch. */
const UNIT = 4096;
const PAGE_BYTES = 1_048_576;
const STREAMS = 100;
const HASH = 'a'.repeat(64);
const sizeOf = (item: object) => Buffer.byteLength(JSON.stringify(item));

/** The events of a hundred locations in turn. */
const streamOf = (index: number) => `location/L${index % STREAMS}`;
const leafAt = (index: number) => {
  const { id } = metaOf(index + 1);
  return {
    pk: LEAVES,
    sk: index,
    leafHash: HASH,
    stream: streamOf(index),
    seq: Math.floor(index / STREAMS) + 1,
    id,
  };
};

const eventAt = ({ pk, sk }: Key): Item => {
  const index = (sk - 1) * STREAMS + Number(pk.slice('location/L'.length));
  const { id, at, actor, contactId, step } = metaOf(index + 1);
  const { type, data } = setAt(pk.slice('location/'.length));
  const event = {
    v: 1,
    stream: pk,
    seq: sk,
    id,
    type,
    schema: 2,
    at,
    actor,
    contactId,
    step,
    data,
    prev: HASH,
  };
  const copies = { pk, sk, id, type, at, contactId, day: dayKey(pk, at) };
  return {
    ...copies,
    body: canonical(event),
    hash: HASH,
    state: '{"answered":[],"status":null}',
    stateVersion: 3,
  };
};

/**
 * Fakes a log of any length behind the DynamoDB client: generates items when they are requested, and counts the usage.
 * Writing a million events into the embedded database would take an hour.
 */
export const fakeTable = (events: number) => {
  const usage = noUsage();
  const lastOf = (pk: string) =>
    pk === LEAVES ? events - 1 : Math.ceil((events - Number(pk.slice('location/L'.length))) / STREAMS);
  const at = (pk: string, sk: number) => (pk === LEAVES ? leafAt(sk) : eventAt({ pk, sk }));

  /** The items of one page, and the number of the first item after it. */
  const pageFrom = (pk: string, first: number, limit: number) => {
    const items: object[] = [];
    let next = first;
    for (let bytes = 0; next <= lastOf(pk) && items.length < limit && bytes < PAGE_BYTES; next += 1) {
      const item = at(pk, next);
      bytes += sizeOf(item);
      items.push(item);
    }
    return { items, next };
  };

  const firstOf = ({
    ExpressionAttributeValues: values = {},
    ScanIndexForward,
    ExclusiveStartKey,
  }: Input) => {
    if (ScanIndexForward === false) return lastOf(String(values[':pk']));
    if (ExclusiveStartKey) return ExclusiveStartKey.sk + 1;
    return ':after' in values ? Number(values[':after']) + 1 : Number(values[':from']);
  };

  const query = (input: Input) => {
    const pk = String(input.ExpressionAttributeValues?.[':pk']);
    const { items, next } = pageFrom(pk, firstOf(input), input.Limit ?? events);
    const bytes = items.reduce((sum, item) => sum + sizeOf(item), 0);
    usage.readUnits += Math.max(1, Math.ceil(bytes / UNIT));
    return { Items: items, ...(next <= lastOf(pk) && { LastEvaluatedKey: { pk, sk: next - 1 } }) };
  };

  const batch = ({ RequestItems = {} }: Input) => {
    const [[table = '', { Keys }] = ['', { Keys: [] }]] = Object.entries(RequestItems);
    const items = Keys.map(eventAt);
    for (const item of items) usage.readUnits += Math.ceil(sizeOf(item) / UNIT);
    return { Responses: { [table]: items } };
  };

  const send = async ({ constructor: { name }, input }: { constructor: { name: string }; input: Input }) => {
    countRequest(usage, name);
    if (name === 'QueryCommand') return query(input);
    return name === 'BatchGetCommand' ? batch(input) : { Items: [] };
  };
  return { usage, db: documentClient(send) };
};
