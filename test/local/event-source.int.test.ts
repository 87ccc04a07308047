import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, describe, expect, it } from 'vitest';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { fileStreamPositions } from '../../local/event-source/positions.ts';
import { clients } from '../kit/clients.ts';
import { deleteTable, tableWithStream, writes } from '../kit/contracts/stream-table.ts';
import { startDynamoDbLocal } from '../kit/dynamodb-local.ts';
import { startPumped } from '../kit/pumped.ts';

const folder = mkdtempSync(join(tmpdir(), 'emergency-line-'));
const embedded = await startDynamoDb({ now: Date.now });
const amazons = await startDynamoDbLocal();
afterAll(async () => {
  await embedded.close();
  await amazons?.stop();
  rmSync(folder, { recursive: true });
});

/** A handler that accepts everything, and the sort keys it received. */
const accepting = () => {
  const accepted: number[] = [];
  const handler = async ({ Records }: DynamoDBStreamEvent) => {
    accepted.push(...Records.map(({ dynamodb }) => Number(dynamodb?.Keys?.sk?.N)));
  };
  return { accepted, handler };
};

const contract = (name: string, endpoint: string) =>
  describe(`an event source mapping on ${name}`, () => {
    const use = clients(endpoint);

    it('delivers each change once and in order, and after a restart only new ones', async () => {
      const streamArn = await tableWithStream(use, 'Pumped');
      const { put } = writes(use, 'Pumped');
      const file = join(folder, name, 'Project.json');
      const { accepted, handler } = accepting();
      const start = () =>
        startPumped(use.streams, handler, {
          streamArn,
          checkpoint: fileStreamPositions(file),
          settings: { batchSize: 3 },
        });
      const first = start();
      for (const sk of [1, 2, 3, 4]) await put({ pk: 'a', sk });
      await first.drain();
      await first.stop();
      for (const sk of [5, 6]) await put({ pk: 'a', sk });
      const second = start();
      await second.drain();
      await second.stop();
      expect(accepted).toEqual([1, 2, 3, 4, 5, 6]);
    });

    it('continues after a poisoned record, which it reports in full', async () => {
      const streamArn = await tableWithStream(use, 'Poisoned');
      const { put } = writes(use, 'Poisoned');
      for (const sk of [1, 2, 3, 4, 5]) await put({ pk: 'a', sk, text: `item ${sk}` });
      const { accepted, handler } = accepting();
      const discarded: unknown[] = [];
      const mapping = startPumped(
        use.streams,
        async (event) => {
          if (event.Records.some(({ dynamodb }) => dynamodb?.Keys?.sk?.N === '3')) throw new Error('poison');
          await handler(event);
        },
        {
          streamArn,
          settings: { maximumRetryAttempts: 2 },
          onFailure: async ({ reason, records }) =>
            void discarded.push(reason, records[0]?.dynamodb?.NewImage),
        },
      );
      await mapping.drain();
      await mapping.stop();
      expect(accepted).toEqual([1, 2, 4, 5]);
      expect(discarded).toEqual([
        'RetryAttemptsExhausted',
        { pk: { S: 'a' }, sk: { N: '3' }, text: { S: 'item 3' } },
      ]);
    });

    it('delivers the records of a deleted table', async () => {
      const streamArn = await tableWithStream(use, 'Left');
      await writes(use, 'Left').put({ pk: 'a', sk: 1 });
      await deleteTable(use, 'Left');
      const { accepted, handler } = accepting();
      const mapping = startPumped(use.streams, handler, { streamArn });
      await mapping.drain();
      await mapping.stop();
      expect(accepted).toEqual([1]);
    });
  });

contract('the embedded database', embedded.endpoint);
if (amazons) contract("Amazon's DynamoDB Local", amazons.endpoint);

it('a mapping woken by the embedded database needs no polling', async () => {
  const use = clients(embedded.endpoint);
  const streamArn = await tableWithStream(use, 'Woken');
  const { put } = writes(use, 'Woken');
  let reached = () => {};
  const handler = async () => reached();
  const mapping = startPumped(use.streams, handler, { streamArn });
  embedded.onRecord(mapping.wake);
  await mapping.drain();
  for (const sk of [1, 2, 3]) {
    const next = new Promise<void>((resolve) => {
      reached = resolve;
    });
    await put({ pk: 'a', sk });
    await next;
  }
  await mapping.stop();
});

describe('stream positions in a file', () => {
  it('are the old or the new ones after a process was killed', async () => {
    const file = join(folder, 'positions', 'Project.json');
    const { write } = fileStreamPositions(file);
    await write('shard-1', '000000000000000000001');
    await write('shard-2', '000000000000000000007');
    writeFileSync(`${file}.new`, '{"shard-1": "0000'); // killed while writing the next
    const { read } = fileStreamPositions(file);
    expect([await read('shard-1'), await read('shard-2'), await read('shard-3')]).toEqual([
      ...['000000000000000000001', '000000000000000000007', null],
    ]);
  });

  it('are rejected when damaged, with a message on what to do', async () => {
    const file = join(folder, 'damaged.json');
    writeFileSync(file, '{"shard-1": 7}');
    expect(() => fileStreamPositions(file)).toThrow(
      `${file} is not a list of stream positions; remove it to have the last 24 hours delivered again: rm ${file}`,
    );
    expect(readFileSync(file, 'utf8')).toBe('{"shard-1": 7}');
  });
});
