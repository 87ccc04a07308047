import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { type Clients, clients } from '../kit/clients.ts';
import { plainRecord, readAll, sequenceOf } from '../kit/contracts/stream-table.ts';
import { runs } from '../kit/sample.ts';

/** KILLS=40 npx vitest run dynamodb-killed: a longer run. */
const ROUNDS = Number(process.env.KILLS ?? runs(3));
const SEED = 20260303;

const folder = mkdtempSync(join(tmpdir(), 'emergency-line-'));
const journal = join(folder, 'journal');
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the writer process and kills it after that many acknowledged writes, during the next one. */
const killedAfter = async (round: number, writes: number): Promise<void> => {
  const args = [join(folder, 'data'), journal, String(round)];
  const child = fork(join(import.meta.dirname, 'dynamodb-writer.ts'), args, {
    execArgv: ['--import', 'tsx'],
  });
  const ended = once(child, 'exit');
  let left = writes;
  child.on('message', () => {
    left -= 1;
    if (left === 0) child.kill('SIGKILL');
  });
  await ended;
  expect(left).toBeLessThanOrEqual(0);
};

/** A requested write of an item; not acknowledged: pending when the process was killed. */
type Requested = { n: number; acknowledged: boolean };

const readJournal = (): Map<string, Requested[]> => {
  const writes = new Map<string, Requested[]>();
  for (const line of readFileSync(journal, 'utf8').split('\n').filter(Boolean)) {
    const [mark, key = '', n = ''] = line.split(' ');
    const requested = writes.get(key) ?? [];
    const last = requested.at(-1);
    // A removal that was pending at a kill may be requested again; all other writes have unique numbers.
    if (last && !last.acknowledged && last.n === Number(n)) last.acknowledged = mark === '<';
    else requested.push({ n: Number(n), acknowledged: false });
    writes.set(key, requested);
  }
  return writes;
};

/** Whether `values` are the requested ones, possibly without unacknowledged ones. */
const agree = (requested: readonly Requested[], values: readonly number[]): boolean => {
  let seen = 0;
  for (const { n, acknowledged } of requested) {
    if (values[seen] === n) seen += 1;
    else if (acknowledged) return false;
  }
  return seen === values.length;
};

const items = async ({ db }: Clients, more: object = {}): Promise<Record<string, unknown>[]> => {
  const { Items = [] } = await db.send(new ScanCommand({ TableName: 'Killed', ...more }));
  return Items;
};

/** The successive numbers of each item in the stream (negative: removed); checks that old images match. */
const valuesInStream = async (use: Clients): Promise<Map<string, number[]>> => {
  const { Streams } = await use.streams.send(new ListStreamsCommand({}));
  const records = await readAll(use, Streams?.[0]?.StreamArn ?? '');
  expect(records.map(sequenceOf)).toEqual(records.map((_, index) => String(index + 1).padStart(21, '0')));
  const values = new Map<string, number[]>();
  for (const change of records.map(plainRecord)) {
    const key = `${change.keys?.pk}${change.keys?.sk}`;
    const before = values.get(key) ?? [];
    const old = Number(change.old?.n ?? 0);
    expect(old).toBe(Math.max(0, before.at(-1) ?? 0));
    values.set(key, [...before, Number(change.new?.n ?? -old)]);
  }
  return values;
};

describe('a database killed during writes', () => {
  it(
    `has all acknowledged writes, and table, index and stream agree (seed ${SEED})`,
    async () => {
      for (let round = 1; round <= ROUNDS; round++)
        await killedAfter(round, 20 + ((SEED * round * 7919) % 120));

      const database = await startDynamoDb({ folder: join(folder, 'data'), now: Date.now });
      const use = clients(database.endpoint);
      const values = await valuesInStream(use);
      const table = await items(use);
      const index = await items(use, { IndexName: 'byDay' });
      await database.close();

      const requested = readJournal();
      const lost = [...requested].filter(([key, writes]) => !agree(writes, values.get(key) ?? []));
      expect(lost).toEqual([]);
      expect([...values.keys()].filter((key) => !requested.has(key))).toEqual([]);
      const last = [...values].map(([key, all]) => [key, all.at(-1) ?? 0] as const);
      const remaining = last.filter(([, n]) => n > 0).map(([key, n]) => `${key} ${n}`);
      expect(table.map(({ pk, sk, n }) => `${pk}${sk} ${n}`).sort()).toEqual(remaining.sort());
      const sorted = (rows: Record<string, unknown>[]) =>
        rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
      expect(sorted(index)).toEqual(sorted(table));
    },
    10_000 * ROUNDS,
  );
});
