import { appendFileSync } from 'node:fs';
import {
  BatchWriteCommand,
  DeleteCommand,
  PutCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { clients } from '../kit/clients.ts';
import { tableWithStream } from '../kit/contracts/stream-table.ts';

/**
 * The process that is killed: writers at full speed, each on its own items. Each logs to `journal` before a write
 * (`> item number`; negative: removes that number) and after its acknowledgement (`< item number`), which it also sends
 * to the parent process.
 */
const [folder = '', journal = '', round = '0'] = process.argv.slice(2);
const TableName = 'Killed';
const WRITERS = ['a', 'b', 'c', 'd', 'e', 'f'];

const { endpoint } = await startDynamoDb({ folder, now: Date.now });
const { db, ...use } = clients(endpoint);
await tableWithStream({ db, ...use }, TableName).catch(() => 'exists after the first round');
const { Items = [] } = await db.send(new ScanCommand({ TableName, ConsistentRead: true }));
const current = new Map(Items.map(({ pk, sk, n }) => [`${pk}${sk}`, Number(n)]));
let number = Number(round) * 1_000_000;

const item = (pk: string, sk: number, n: number) => ({
  pk,
  sk,
  n,
  day: `day ${n % 3}`,
  text: 'x'.repeat(n % 900),
});

const put = (pk: string, sk: number, n: number) =>
  db.send(new PutCommand({ TableName, Item: item(pk, sk, n) }));
const update = (pk: string, sk: number, n: number) =>
  db.send(
    new UpdateCommand({
      TableName,
      Key: { pk, sk },
      UpdateExpression: 'SET n = :n, #day = :day',
      ExpressionAttributeNames: { '#day': 'day' },
      ExpressionAttributeValues: { ':n': n, ':day': `day ${n % 3}` },
    }),
  );
const remove = (pk: string, sk: number) => db.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
const batch = (pk: string, sks: number[], n: number) =>
  db.send(
    new BatchWriteCommand({
      RequestItems: { [TableName]: sks.map((sk) => ({ PutRequest: { Item: item(pk, sk, n) } })) },
    }),
  );

/** Writes, with a journal line before and after. */
const journaled = async (pk: string, sks: number[], n: number, write: () => Promise<unknown>) => {
  const note = (mark: string) =>
    appendFileSync(journal, sks.map((sk) => `${mark} ${pk}${sk} ${n}\n`).join(''));
  note('>');
  await write();
  note('<');
  process.send?.('written');
  for (const sk of sks) n < 0 ? current.delete(`${pk}${sk}`) : current.set(`${pk}${sk}`, n);
};

const writer = async (pk: string): Promise<never> => {
  for (;;) {
    const n = ++number;
    const sk = n % 7;
    const old = current.get(`${pk}${sk}`);
    if (n % 5 === 0) await journaled(pk, [0, 1, 2], n, () => batch(pk, [0, 1, 2], n));
    else if (n % 5 < 3) await journaled(pk, [sk], n, () => update(pk, sk, n));
    else if (n % 5 === 3 && old) await journaled(pk, [sk], -old, () => remove(pk, sk));
    else await journaled(pk, [sk], n, () => put(pk, sk, n));
  }
};

await Promise.all(WRITERS.map(writer));
