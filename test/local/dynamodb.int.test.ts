import { ScanCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, GetRecordsCommand } from '@aws-sdk/client-dynamodb-streams';
import { BatchWriteCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { clients } from '../kit/clients.ts';
import {
  deleteTable,
  iteratorAt,
  readAll,
  sequenceOf,
  tableWithStream,
  writes,
} from '../kit/contracts/stream-table.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let time = Date.parse('2026-03-03T14:07:00.500Z');
const database = await startDynamoDb({ now: () => time });
afterAll(() => database.close());
const use = clients(database.endpoint);
const records = async (ShardIterator: string | undefined) =>
  use.streams.send(new GetRecordsCommand({ ShardIterator }));

describe('the stream of the embedded database', () => {
  it('trims records after 24 hours, and none younger', async () => {
    const arn = await tableWithStream(use, 'Trimmed');
    const { put } = writes(use, 'Trimmed');
    await put({ pk: 'a', sk: 1 });
    const [first] = await readAll(use, arn);
    time += 23 * HOUR;
    await put({ pk: 'a', sk: 2 });
    expect(await readAll(use, arn)).toHaveLength(2);
    time += HOUR;
    expect((await readAll(use, arn)).map(({ dynamodb }) => dynamodb?.Keys?.sk?.N)).toEqual(['2']);
    const number = first ? sequenceOf(first) : '';
    const lost = { name: 'TrimmedDataAccessException' };
    await expect(iteratorAt(use, arn, 'AT_SEQUENCE_NUMBER', number)).rejects.toMatchObject(lost);
    const after = await records(await iteratorAt(use, arn, 'AFTER_SEQUENCE_NUMBER', number));
    expect(after.Records).toHaveLength(1);
  });

  it('reports to a late reader that records were trimmed', async () => {
    const arn = await tableWithStream(use, 'Late');
    const { put } = writes(use, 'Late');
    await put({ pk: 'a', sk: 1 });
    time += 24 * HOUR - MINUTE;
    const place = (await records(await iteratorAt(use, arn, 'TRIM_HORIZON'))).NextShardIterator;
    const stale = await iteratorAt(use, arn, 'AT_SEQUENCE_NUMBER', '000000000000000000001');
    time += 2 * MINUTE;
    await expect(records(stale)).rejects.toMatchObject({ name: 'TrimmedDataAccessException' });
    expect((await records(place)).Records).toEqual([]);
  });

  it('stays readable for 24 hours after it was closed', async () => {
    const arn = await tableWithStream(use, 'Closed');
    await writes(use, 'Closed').put({ pk: 'a', sk: 1 });
    await deleteTable(use, 'Closed');
    time += 24 * HOUR - 1;
    expect(await readAll(use, arn)).toHaveLength(1);
    time += 1;
    const gone = use.streams.send(new DescribeStreamCommand({ StreamArn: arn }));
    await expect(gone).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('the embedded database', () => {
  it('accepts a shard iterator for fifteen minutes', async () => {
    const arn = await tableWithStream(use, 'Iterated');
    const iterator = await iteratorAt(use, arn, 'LATEST');
    time += 15 * MINUTE;
    expect((await records(iterator)).Records).toEqual([]);
    time += 1;
    await expect(records(iterator)).rejects.toMatchObject({ name: 'ExpiredIteratorException' });
  });

  it('dates a record by its clock, in whole seconds', async () => {
    const arn = await tableWithStream(use, 'Dated');
    await writes(use, 'Dated').put({ pk: 'a', sk: 1 });
    const [record] = await readAll(use, arn);
    expect(record?.dynamodb?.ApproximateCreationDateTime).toEqual(new Date(Math.floor(time / 1000) * 1000));
  });

  it('distinguishes streams of tables created at the same time with one name', async () => {
    const first = await tableWithStream(use, 'Again');
    await deleteTable(use, 'Again');
    const second = await tableWithStream(use, 'Again');
    expect(second).not.toBe(first);
    expect(await readAll(use, second)).toEqual([]);
  });

  it('returns the item with a failed condition on request only', async () => {
    await tableWithStream(use, 'Conditions');
    const { put, update, remove } = writes(use, 'Conditions');
    await put({ pk: 'a', sk: 1, v: 'stands' });
    const condition = { ConditionExpression: 'attribute_not_exists(pk)' };
    const asked = { ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    const item = { pk: { S: 'a' }, sk: { N: '1' }, v: { S: 'stands' } };
    for (const write of [
      () => put({ pk: 'a', sk: 1 }, asked),
      () => update(1, 'SET v = :v', 'other', asked),
      () => remove(1, asked),
    ])
      await expect(write()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', Item: item });
    const exists = { ...asked, ConditionExpression: 'attribute_exists(pk)' };
    for (const write of [() => put({ pk: 'a', sk: 1 }, condition), () => put({ pk: 'a', sk: 2 }, exists)])
      await expect(write()).rejects.toMatchObject({
        name: 'ConditionalCheckFailedException',
        Item: undefined,
      });
  });

  it('updates index rows together with items written in simultaneous batches', async () => {
    await tableWithStream(use, 'Indexed');
    const batch = (round: number) =>
      use.db.send(
        new BatchWriteCommand({
          RequestItems: {
            Indexed: Array.from({ length: 20 }, (_, sk) =>
              (sk + round) % 3 === 0
                ? { DeleteRequest: { Key: { pk: 'a', sk } } }
                : { PutRequest: { Item: { pk: 'a', sk, day: `day ${round}`, round } } },
            ),
          },
        }),
      );
    await Promise.all(Array.from({ length: 12 }, (_, round) => batch(round)));
    const scan = async (more: object) =>
      (await use.client.send(new ScanCommand({ TableName: 'Indexed', ...more }))).Items ?? [];
    const bySk = (items: Record<string, unknown>[]) =>
      items.map((item) => JSON.stringify(Object.entries(item).sort())).sort();
    const items = await scan({});
    expect(items.length).toBeGreaterThan(0);
    expect(bySk(await scan({ IndexName: 'byDay' }))).toEqual(bySk(items));
  });

  it('calls its listeners after writes with a stream record', async () => {
    const { endpoint, onRecord, close } = await startDynamoDb({ now: () => time });
    let calls = 0;
    onRecord(() => calls++);
    const own = clients(endpoint);
    await tableWithStream(own, 'Awaited');
    const { put } = writes(own, 'Awaited');
    for (const v of [1, 1, 2]) await put({ pk: 'a', sk: 1, v });
    await close();
    expect(calls).toBe(2);
  });

  it('rejects what it does not support', async () => {
    await tableWithStream(use, 'Plain');
    const transaction = new TransactWriteCommand({
      TransactItems: [{ Put: { TableName: 'Plain', Item: { pk: 'a', sk: 1 } } }],
    });
    await expect(use.db.send(transaction)).rejects.toMatchObject({ name: 'UnknownOperationException' });
    const update = new UpdateTableCommand({
      TableName: 'Plain',
      StreamSpecification: { StreamEnabled: false },
    });
    await expect(use.client.send(update)).rejects.toMatchObject({ name: 'ValidationException' });
    const put = new PutCommand({ TableName: 'Never', Item: { pk: 'a' } });
    await expect(use.db.send(put)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const nonsense = await fetch(database.endpoint, { method: 'POST', body: '{' });
    expect([nonsense.status, await nonsense.json()]).toEqual([
      400,
      { __type: expect.stringContaining('#SerializationException'), message: expect.any(String) },
    ]);
  });

  it('reports that its port is taken', async () => {
    const port = Number(new URL(database.endpoint).port);
    await expect(startDynamoDb({ port, now: () => time })).rejects.toMatchObject({
      code: 'EADDRINUSE',
      port,
    });
  });
});
