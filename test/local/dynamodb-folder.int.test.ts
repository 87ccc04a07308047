import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { type Clients, clients } from '../kit/clients.ts';
import { readAll, sequenceOf, tableWithStream, writes } from '../kit/contracts/stream-table.ts';
import { runs } from '../kit/sample.ts';

const DAY = 24 * 3_600_000;
let time = Date.parse('2026-03-03T14:07:00Z');
let folder: string;

const newFolder = () => mkdtempSync(join(tmpdir(), 'emergency-line-'));
beforeEach(() => {
  folder = newFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Starts the database on the folder, does `work` and closes it. */
const withDatabase = async <T>(work: (use: Clients) => Promise<T>): Promise<T> => {
  const database = await startDynamoDb({ folder, now: () => time });
  try {
    return await work(clients(database.endpoint));
  } finally {
    await database.close();
  }
};

/** A folder with 400 items: 200 in a table file, the rest in the write-ahead log, in more than one block of it. */
const filled = newFolder();
let arn: string;
beforeAll(async () => {
  folder = filled;
  arn = await withDatabase(async (use) => {
    const stream = await tableWithStream(use, 'Kept');
    await fill(use, 1, 200);
    return stream;
  });
  await withDatabase((use) => fill(use, 201, 400));
});
afterAll(() => rmSync(filled, { recursive: true }));

const takeFilledFolder = () => cpSync(filled, folder, { recursive: true });

const fill = async (use: Clients, from: number, to: number) => {
  for (let sk = from; sk <= to; sk++)
    await writes(use, 'Kept').put({ pk: 'a', sk, text: `${sk} `.repeat(100) });
};

const itemsOf = async (use: Clients) => {
  const found = await use.db.send(new ScanCommand({ TableName: 'Kept' }));
  return found.Items;
};

/** The newest file of LevelDB whose name matches. */
const newest = (ending: RegExp): string => {
  const name = readdirSync(join(folder, 'level'))
    .filter((file) => ending.test(file))
    .sort()
    .at(-1);
  return join(folder, 'level', name ?? 'none');
};

describe('the embedded database in a folder', () => {
  it('restores everything after it was closed', async () => {
    takeFilledFolder();
    await withDatabase(async (use) => {
      const { Item } = await use.db.send(new GetCommand({ TableName: 'Kept', Key: { pk: 'a', sk: 400 } }));
      expect(Item?.text).toBe('400 '.repeat(100));
      const before = await readAll(use, arn);
      expect(before.map(({ dynamodb }) => Number(dynamodb?.Keys?.sk?.N))).toEqual(
        Array.from({ length: 400 }, (_, i) => i + 1),
      );
      await writes(use, 'Kept').put({ pk: 'a', sk: 401 });
      expect((await readAll(use, arn)).map(sequenceOf).slice(399)).toEqual([
        '000000000000000000400',
        '000000000000000000401',
      ]);
    });
  });

  it('never reuses a sequence number, even when every record was trimmed', async () => {
    const own = await withDatabase(async (use) => {
      const stream = await tableWithStream(use, 'Kept');
      await fill(use, 1, 3);
      time += DAY;
      expect(await readAll(use, stream)).toEqual([]);
      time -= DAY;
      return stream;
    });
    await withDatabase(async (use) => {
      await fill(use, 4, 4);
      expect((await readAll(use, own)).map(sequenceOf)).toEqual(['000000000000000000004']);
    });
  });

  it('allows one process at a time and names the folder', async () => {
    await withDatabase(async () => {
      await expect(startDynamoDb({ folder, now: () => time })).rejects.toMatchObject({
        name: 'FolderInUse',
        message: `${folder} is in use by another process: stop it, or choose another folder`,
      });
    });
  });

  it('refuses writes at once while the disk is full, serves reads, and recovers when there is room', async () => {
    takeFilledFolder();
    let free = 1e9;
    const database = await startDynamoDb({ folder, now: () => time, freeBytes: () => free });
    const use = clients(database.endpoint);
    free = 1e6;
    const before = performance.now();
    for (let sk = 501; sk <= 520; sk += 1)
      await expect(writes(use, 'Kept').put({ pk: 'a', sk })).rejects.toMatchObject({
        name: 'DiskFull',
        message: expect.stringContaining(`the disk of ${folder} is full (0 MB left`),
      });
    expect(performance.now() - before).toBeLessThan(5000);
    expect(await readAll(use, arn)).toHaveLength(400);
    free = 1e9;
    await writes(use, 'Kept').put({ pk: 'a', sk: 501 });
    expect(await readAll(use, arn)).toHaveLength(401);
    await database.close();
  });

  it('can be opened again after it failed to get its port', async () => {
    const other = await startDynamoDb({ now: () => time });
    const port = Number(new URL(other.endpoint).port);
    await expect(startDynamoDb({ folder, port, now: () => time })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await other.close();
    await withDatabase(async () => {});
  });
});

const garble = (file: string, at: number): void => {
  const bytes = readFileSync(file);
  bytes.fill(0x58, at, Math.min(at + 20, bytes.length));
  writeFileSync(file, bytes);
};

const damages: [what: string, damage: () => string][] = [
  ['a log with a garbled beginning', () => damaged(newest(/\.log$/), (file) => garble(file, 0))],
  ['a log garbled in the middle', () => damaged(newest(/\.log$/), (file) => garble(file, 40_000))],
  ['a log cut short', () => damaged(newest(/\.log$/), (file) => truncateSync(file, 20_000), 'level')],
  ['an emptied log', () => damaged(newest(/\.log$/), (file) => truncateSync(file), 'level')],
  ['no log', () => damaged(newest(/\.log$/), rmSync, 'level')],
  ['a garbled table file', () => damaged(newest(/\.ldb$/), (file) => garble(file, 100), 'level')],
  ['a table file cut short', () => damaged(newest(/\.ldb$/), (file) => truncateSync(file, 500))],
  ['a missing table file', () => damaged(newest(/\.ldb$/), rmSync)],
  ['no CURRENT', () => damaged(newest(/^CURRENT$/), rmSync)],
  ['an empty CURRENT', () => damaged(newest(/^CURRENT$/), (file) => truncateSync(file), 'CURRENT')],
  ['a garbled manifest', () => damaged(newest(/^MANIFEST/), (file) => garble(file, 20), 'level')],
  ['a missing manifest', () => damaged(newest(/^MANIFEST/), rmSync)],
  ['no commit counter', () => damaged(join(folder, 'mark'), rmSync)],
  ['a garbled commit counter', () => damaged(join(folder, 'mark'), (file) => garble(file, 0))],
  ['no LevelDB', () => damaged(join(folder, 'level'), (file) => rmSync(file, { recursive: true }))],
];

/** Damages the file and returns what the error must name: the file, or as much as LevelDB reports. */
const damaged = (file: string, damage: (file: string) => void, named = file): string => {
  if (!existsSync(file)) throw new Error(`${file} does not exist`);
  damage(file);
  return named;
};

describe('a damaged folder', () => {
  it.each(damages)('is refused again and again with %s', async (_, damage) => {
    takeFilledFolder();
    const named = damage();
    for (const _ of [1, 2])
      await expect(startDynamoDb({ folder, now: () => time })).rejects.toMatchObject({
        name: 'DamagedFolder',
        message: expect.stringMatching(new RegExp(`${named}.*restore all of ${folder} from a copy`)),
      });
  });

  it('is refused, or serves all its data, whichever bit of whichever file is flipped', async () => {
    takeFilledFolder();
    const contents = () => withDatabase(async (use) => [await readAll(use, arn), await itemsOf(use)]);
    const before = await contents();
    rmSync(folder, { recursive: true });
    const files = readdirSync(filled, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(filled, join(entry.parentPath, entry.name)));
    const outcomes = new Set<string>();
    const flip = fc.tuple(fc.constantFrom(...files), fc.nat(1_000_000), fc.nat(7));
    await fc.assert(
      fc.asyncProperty(flip, async ([file, at, bit]) => {
        takeFilledFolder();
        const bytes = readFileSync(join(folder, file));
        if (bytes.length > 0) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << bit);
        writeFileSync(join(folder, file), bytes);
        const found = await contents().catch((error: Error) => error.name);
        rmSync(folder, { recursive: true });
        if (found !== 'DamagedFolder') expect(found).toStrictEqual(before);
        outcomes.add(typeof found === 'string' ? found : 'served');
      }),
      { numRuns: runs(60) },
    );
    takeFilledFolder();
    expect(outcomes).toContain('DamagedFolder');
  });

  it('is not reported after the process was killed during a write', async () => {
    takeFilledFolder();
    const log = newest(/\.log$/);
    const whole = readFileSync(log);
    writeFileSync(join(folder, 'mark'), `${String(400).padStart(16, '0')}\n`);
    truncateSync(log, whole.length - 10);
    await withDatabase(async (use) => expect(await readAll(use, arn)).toHaveLength(399));
  });
});
