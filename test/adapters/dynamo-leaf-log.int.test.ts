import { randomUUID } from 'node:crypto';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { dynamoEventStore } from '../../adapters/dynamo-event-store.ts';
import { dynamoCheckpoints, dynamoLeafLog } from '../../adapters/dynamo-leaf-log.ts';
import { sha256 } from '../../adapters/sha256.ts';
import { tableDefinitions } from '../../adapters/tables.ts';
import { appendLeaves } from '../../projections/leaves.ts';
import { leaf, leafLogContract } from '../kit/contracts/leaf-log.ts';
import { all, filled, MANILA } from '../kit/contracts/store-story.ts';
import { documentClient } from '../kit/document-client.ts';
import { log } from '../kit/log.ts';
import { TABLES, withDynamo } from './with-dynamo.ts';

const client = withDynamo();

/** A new events table. */
const fresh = async () => {
  const TableName = `Events-${randomUUID()}`;
  const [events] = tableDefinitions({ ...TABLES, events: TableName });
  if (events) await client().send(new CreateTableCommand(events));
  const db = DynamoDBDocumentClient.from(client());
  return {
    db,
    TableName,
    store: dynamoEventStore(db, TableName, log),
    leaves: dynamoLeafLog(db, TableName),
    checkpoints: dynamoCheckpoints(db, TableName),
  };
};

leafLogContract('in DynamoDB', fresh);

it.each([
  ['the newest lacks', [3]],
  ['the two newest lack', [2, 3]],
])('the leaf log adds the entries that %s after a crash before it puts the next leaf', async (_, lost) => {
  const { db, TableName, leaves } = await fresh();
  await leaves.append([leaf(0), leaf(1), leaf(2)]);
  const keys = lost.map((sk) => ({ pk: 'leaf/location/Manila', sk }));
  for (const Key of keys) await db.send(new DeleteCommand({ TableName, Key }));
  expect(await leaves.sequencedTo('location/Manila')).toBe(3 - lost.length);
  expect(await leaves.next()).toBe(3);
  for (const Key of keys)
    expect((await db.send(new GetCommand({ TableName, Key }))).Item).toStrictEqual({
      ...Key,
      index: Key.sk - 1,
    });
});

it('the leaf log gives each event one leaf when several sequencers run at once, and its records are not events', async () => {
  const { store, leaves, checkpoints } = await fresh();
  for (const stream of [MANILA, 'location/Sydney', 'location/Singapore']) await filled(store, stream, 5);
  const reached = new Map([
    [MANILA, 5],
    ['location/Sydney', 5],
    ['location/Singapore', 5],
  ]);
  await Promise.all([1, 2, 3, 4].map(() => appendLeaves({ store, leaves, sha256 }, reached)));
  await checkpoints.append({ serial: 1, at: 0, size: 15, note: 'a note', range: [] });
  const found = await all(leaves.leaves(0));
  expect(found.map(({ index }) => index)).toEqual(Array.from({ length: 15 }, (_, index) => index));
  expect(new Set(found.map(({ stream, seq }) => `${stream}#${seq}`)).size).toBe(15);
  expect((await all(store.streams())).sort()).toEqual([...reached.keys()].sort());
});

it('the leaf log continues after a crash at any request: each event has one leaf, and each leaf its entry', async () => {
  const { db, TableName, store } = await fresh();
  const streams = [MANILA, 'location/Sydney', 'location/Singapore'];
  for (const stream of streams) await filled(store, stream, 3);
  const reached = new Map(streams.map((stream) => [stream, 3]));
  let left = 0;
  const send = (command: never) => {
    left -= 1;
    return left < 0 ? Promise.reject(new Error('the process was killed')) : db.send(command);
  };
  const leaves = dynamoLeafLog(documentClient(send), TableName);
  for (let lives = 0, dead = true; dead; lives += 1) {
    left = 4 + lives;
    dead = await appendLeaves({ store, leaves, sha256 }, reached).then(
      () => false,
      () => true,
    );
  }
  const healthy = dynamoLeafLog(db, TableName);
  const found = (await all(healthy.leaves(0))).map(({ stream, seq }) => `${stream}#${seq}`);
  expect(found.toSorted()).toEqual(
    streams.flatMap((stream) => [1, 2, 3].map((seq) => `${stream}#${seq}`)).toSorted(),
  );
  for (const stream of streams) expect(await healthy.sequencedTo(stream)).toBe(3);
});
