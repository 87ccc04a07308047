import {
  ConditionalCheckFailedException,
  ProvisionedThroughputExceededException,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoEventStore } from '../../adapters/dynamo-event-store.ts';
import { location } from '../../domain/emergency/location/decide.ts';
import { emptyHead } from '../../domain/ledger/item.ts';
import { all, MANILA, meta, numbered } from '../kit/contracts/store-story.ts';
import { documentClient } from '../kit/document-client.ts';
import { log } from '../kit/log.ts';

type Answer = Record<string, unknown> | Error;

/** The store on a DynamoDB that returns these replies in order, and the recorded requests. */
const answering = (...answers: Answer[]) => {
  const requests: string[] = [];
  const send = async (command: { constructor: { name: string } }) => {
    requests.push(command.constructor.name);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer ?? {};
  };
  return { store: dynamoEventStore(documentClient(send), 'Events', log), requests };
};

const head = emptyHead(log, MANILA, location.initial);
const append = ({ store }: ReturnType<typeof answering>) =>
  store.append(location, head, numbered(1), meta(1));
/** The failed condition, with the stored item in wire format. */
const taken = (by?: string) =>
  new ConditionalCheckFailedException({
    $metadata: {},
    message: 'The conditional request failed',
    ...(by ? { Item: { id: { S: by } } } : {}),
  });

describe('an append that fails its condition', () => {
  it('is a conflict when another event is stored', async () => {
    const dynamo = answering(taken(meta(2).id));
    expect(await append(dynamo)).toStrictEqual({ kind: 'conflict' });
    expect(dynamo.requests).toStrictEqual(['PutItemCommand']);
  });

  it('succeeds when its own event is stored: the response to an earlier try was lost', async () => {
    const dynamo = answering(taken(meta(1).id));
    expect(await append(dynamo)).toMatchObject({ kind: 'appended', event: { id: meta(1).id, seq: 1 } });
    expect(dynamo.requests).toStrictEqual(['PutItemCommand']);
  });

  it.each([
    ['its own', { Item: { id: meta(1).id } }, 'appended'],
    ['another', { Item: { id: meta(2).id } }, 'conflict'],
    ['none', {}, 'conflict'],
  ])('reads the stored event when the error does not include it: %s', async (_, found, kind) => {
    const dynamo = answering(taken(), found);
    expect((await append(dynamo)).kind).toBe(kind);
    expect(dynamo.requests).toStrictEqual(['PutItemCommand', 'GetCommand']);
  });
});

describe('a request that fails', () => {
  const throttled = new ProvisionedThroughputExceededException({ $metadata: {}, message: 'slow down' });

  it.each<[string, (dynamo: ReturnType<typeof answering>) => Promise<unknown>]>([
    ['an append', append],
    ['a head', ({ store }) => store.head(location, MANILA)],
    ['an event', ({ store }) => store.event(MANILA, 1)],
    ['a stream', ({ store }) => all(store.read(MANILA))],
    ['events at once', ({ store }) => store.records([{ stream: MANILA, seq: 1 }])],
    ['a contact', ({ store }) => all(store.contact('call-1'))],
    ['a day', ({ store }) => all(store.day('2026-11-22#0'))],
    ['the streams', ({ store }) => all(store.streams())],
  ])('fails the operation: %s', async (_, act) => {
    await expect(act(answering(throttled))).rejects.toBe(throttled);
  });

  it('fails a read on a later page after the events before it', async () => {
    const item = { pk: MANILA };
    const { store, requests } = answering({ Items: [item], LastEvaluatedKey: item }, throttled);
    const names: string[] = [];
    const reading = async () => {
      for await (const name of store.streams()) names.push(name);
    };
    await expect(reading()).rejects.toBe(throttled);
    expect([names, requests]).toStrictEqual([[MANILA], ['ScanCommand', 'ScanCommand']]);
  });

  it('fails the append when it is the read after a failed condition', async () => {
    await expect(append(answering(taken(), throttled))).rejects.toBe(throttled);
  });
});
