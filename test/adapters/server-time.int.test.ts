import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { dynamoEventStore } from '../../adapters/dynamo-event-store.ts';
import { serverTimeOf } from '../../adapters/server-time.ts';
import { tableDefinitions } from '../../adapters/tables.ts';
import { location } from '../../domain/emergency/location/decide.ts';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { all, MANILA, meta, numbered } from '../kit/contracts/store-story.ts';
import { log } from '../kit/log.ts';
import { START } from '../kit/moving-system.ts';
import { TABLES } from './with-dynamo.ts';
import { clientOf } from './with-edge.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A log whose table is at `START` until it is moved. */
const tableAtStart = async () => {
  let now = START;
  const { endpoint, close } = await startDynamoDb({ now: () => now });
  stops.push(close);
  const client = new DynamoDBClient(clientOf(endpoint));
  for (const table of tableDefinitions(TABLES)) await client.send(new CreateTableCommand(table));
  const store = dynamoEventStore(
    DynamoDBDocumentClient.from(client),
    TABLES.events,
    log,
    serverTimeOf(client),
  );
  const append = async (seconds: number) => {
    const head = await store.head(location, MANILA);
    return async () => (await store.append(location, head, numbered(1), meta(1, seconds))).kind;
  };
  const move = (seconds: number) => {
    now += seconds * 1000;
  };
  return { store, append, move };
};

describe('an event dated ahead', () => {
  it.each([301, 600, 8 * 3600, 400 * 86_400])('by %i seconds of the table is refused', async (seconds) => {
    const { store, append } = await tableAtStart();
    await expect((await append(seconds))()).rejects.toMatchObject({
      code: 'ClockAhead',
      message: expect.stringContaining(`${seconds} seconds ahead of DynamoDB's, so nothing was written`),
    });
    expect(await all(store.read(MANILA))).toEqual([]);
  });

  it.each([-86_400, 0, 2, 300])('by %i seconds is written', async (seconds) => {
    expect(await (await (await tableAtStart()).append(seconds))()).toBe('appended');
  });

  it('is written when the table has moved as far since its last response', async () => {
    const { append, move } = await tableAtStart();
    const write = await append(8 * 3600);
    move(8 * 3600);
    expect(await write()).toBe('appended');
  });
});
