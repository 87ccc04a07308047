import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';
import { type LevelDb, openStore } from '../../local/dynamodb/dynalite.ts';
import { damageInTable } from '../../local/dynamodb/table-file.ts';

/** Opens the database in a folder, does `work` and closes it. */
const withDatabase = async (path: string, work: (db: LevelDb) => Promise<void>) => {
  const { db } = openStore({ path });
  await db.open();
  await work(db);
  await db.close();
};

const textOf = (at: number) => (at % 2 === 0 ? 'again '.repeat(at) : `${at * 7919 * 104_729}`);

/** A table file of LevelDB with several blocks, some of them compressed. */
const tableFile = async (): Promise<Buffer> => {
  const folder = mkdtempSync(join(tmpdir(), 'table-'));
  await withDatabase(folder, (db) =>
    db.batch(Array.from({ length: 300 }, (_, at) => ({ type: 'put', key: `key-${at}`, value: textOf(at) }))),
  );
  // Opening turns the log of before into a table file.
  await withDatabase(folder, async () => {});
  const [name] = readdirSync(folder).filter((file) => file.endsWith('.ldb'));
  const file = readFileSync(join(folder, String(name)));
  rmSync(folder, { recursive: true });
  return file;
};

describe('a table file of LevelDB', () => {
  let file: Buffer;
  beforeAll(async () => {
    file = await tableFile();
  });

  it('is not damaged as LevelDB wrote it', () => {
    expect(file.length).toBeGreaterThan(4096);
    expect(damageInTable(file)).toBeNull();
  });

  it('is damaged with any bit flipped', () => {
    const step = Math.ceil(file.length / 400);
    for (let at = 0; at < file.length; at += at < file.length - 200 ? step : 1) {
      const flipped = Buffer.from(file);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      expect(damageInTable(flipped), `byte ${at} of ${file.length}`).not.toBeNull();
    }
  });

  it('is damaged when cut anywhere, or when it is longer', () => {
    for (let length = 0; length < file.length; length += 97)
      expect(damageInTable(file.subarray(0, length))).not.toBeNull();
    expect(damageInTable(Buffer.concat([file.subarray(0, 100), file]))).not.toBeNull();
  });
});
