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
 * The process that is killed: writers as fast as they can, each at items of its own. Each says in `journal` what it is
 * about to make of an item (`> item number`; the number it removes, negative, for none) and when that was acknowledged
 * (`< item number`); each acknowledgement is a message to its parent too.
 */
const [folder = '', journal = '', round = '0'] = process.argv.slice(2);
const TableName = 'Killed';
const WRITERS = ['a', 'b', 'c', 'd', 'e', 'f'];

const { endpoint } = await startDynamoDb({ folder, now: Date.now });
const { db, ...use } = clients(endpoint);
await tableWithStream({ db, ...use }, TableName).catch(() => 'there already in every round but the first');
const { Items = [] } = await db.send(new ScanCommand({ TableName, ConsistentRead: true }));
const standing = new Map(Items.map(({ pk, sk, n }) => [`${pk}${sk}`, Number(n)]));
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

/** Says so, writes, says so again. */
const told = async (pk: string, sks: number[], n: number, write: () => Promise<unknown>) => {
  const say = (mark: string) =>
    appendFileSync(journal, sks.map((sk) => `${mark} ${pk}${sk} ${n}\n`).join(''));
  say('>');
  await write();
  say('<');
  process.send?.('written');
  for (const sk of sks) n < 0 ? standing.delete(`${pk}${sk}`) : standing.set(`${pk}${sk}`, n);
};

const writer = async (pk: string): Promise<never> => {
  for (;;) {
    const n = ++number;
    const sk = n % 7;
    const old = standing.get(`${pk}${sk}`);
    if (n % 5 === 0) await told(pk, [0, 1, 2], n, () => batch(pk, [0, 1, 2], n));
    else if (n % 5 < 3) await told(pk, [sk], n, () => update(pk, sk, n));
    else if (n % 5 === 3 && old) await told(pk, [sk], -old, () => remove(pk, sk));
    else await told(pk, [sk], n, () => put(pk, sk, n));
  }
};

await Promise.all(WRITERS.map(writer));
