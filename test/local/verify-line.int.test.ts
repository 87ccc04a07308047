import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { location } from '../../domain/emergency/location/decide.ts';
import type { Anchored, Anchors } from '../../domain/ledger/audit/checkpoints.ts';
import type { StoredCheckpoint } from '../../domain/ledger/proof/leaf-log.ts';
import { documentClient } from '../../handlers/composition/stores.ts';
import { createVerifyLogPorts } from '../../handlers/composition/verifier.ts';
import { anchorsOf } from '../../local/checkpoint-signing.ts';
import { type LocalLine, startLine } from '../../local/line.ts';
import { changeEmergency } from '../../use-cases/change-emergency.ts';
import { eraseAdmin } from '../../use-cases/erase-admin.ts';
import { verifyLog } from '../../use-cases/queries/verify-log.ts';

type Row = Record<string, unknown>;
type Table = 'EVENTS_TABLE' | 'BOARD_TABLE' | 'DIRECTORY_TABLE' | 'SUBJECT_KEYS_TABLE';
const KEYS: Record<Table, string[]> = {
  EVENTS_TABLE: ['pk', 'sk'],
  BOARD_TABLE: ['location'],
  DIRECTORY_TABLE: ['adminId'],
  SUBJECT_KEYS_TABLE: ['subject'],
};

let folder: string;
let line: LocalLine;
let db: DynamoDBDocumentClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  line = await startLine({ folder, configFile: 'line.config.json', log: () => {} });
  db = documentClient(line.ctx);
  const ports = { ...line.queries, system: line.ctx.system, config: line.config };
  const change = { locationId: 'Manila', action: 'set', emergencyType: 'weather' } as const;
  const operator = { kind: 'operator', principal: 'desk', reason: 'drill' } as const;
  await changeEmergency(ports, change, operator, { contactId: 'act-1', step: 'set' });
  await line.caughtUp();
  line.clock.advance(60_000);
  await line.caughtUp();
  await eraseAdmin(ports, { principal: 'desk', actionId: 'act-2' }, 'admin-3', 'asked');
  await line.caughtUp();
  line.clock.advance(3_600_000);
  await line.caughtUp();
}, 60_000);
afterAll(async () => {
  await line.stop();
  rmSync(folder, { recursive: true });
});

const nameOf = (table: Table) => line.ctx.environment[table];
const rows = async (table: Table): Promise<Row[]> =>
  (await db.send(new ScanCommand({ TableName: nameOf(table) }))).Items ?? [];
const keyOf = (table: Table, row: Row) => Object.fromEntries(KEYS[table].map((key) => [key, row[key]]));
const remove = async (table: Table, row: Row) =>
  void (await db.send(new DeleteCommand({ TableName: nameOf(table), Key: keyOf(table, row) })));
const put = async (table: Table, row: Row) =>
  void (await db.send(new PutCommand({ TableName: nameOf(table), Item: row })));

/** What verification finds while some rows are changed; `null` removes a row. Everything is then put back. */
const faultsWith = async (table: Table, isIt: (row: Row) => boolean, change: (row: Row) => Row | null) => {
  const before = (await rows(table)).filter(isIt);
  expect(before.length).toBeGreaterThan(0);
  for (const row of before) {
    const changed = change(row);
    await (changed ? put(table, changed) : remove(table, row));
  }
  const { ok, faults } = await line.verify();
  for (const row of before) await put(table, row);
  expect(ok).toBe(false);
  return faults.map(({ place, fault }) => `${place}: ${fault}`);
};
const gone = () => null;
const isEvent = (stream: string, seq?: number) => (row: Row) =>
  row.pk === stream && (seq === undefined || row.sk === seq);

describe('verification of the live line', () => {
  it('finds nothing in a line that nobody changed', async () => {
    const report = await line.verify();
    expect(report).toMatchObject({ ok: true, verdict: 'intact', faults: [], unread: [] });
    expect(report.undecided.events).toEqual([]);
    expect(report.checkpoints).toBeGreaterThan(1);
  });

  it('names the event of a stream that was deleted', async () => {
    const faults = await faultsWith('EVENTS_TABLE', isEvent('location/Manila'), gone);
    expect(faults).toContainEqual(expect.stringMatching(/^location\/Manila#1: is missing/));
  });

  it('names the deleted last event of a stream, an erasure', async () => {
    const faults = await faultsWith('EVENTS_TABLE', isEvent('admin/admin-3', 2), gone);
    expect(faults).toContainEqual(expect.stringMatching(/^admin\/admin-3#2: is missing/));
  });

  it('names a deleted leaf', async () => {
    const faults = await faultsWith('EVENTS_TABLE', isEvent('log', 1), gone);
    expect(faults).toContainEqual(expect.stringMatching(/^leaf 1: is missing/));
  });

  it('names the deleted entry of a leaf', async () => {
    const faults = await faultsWith('EVENTS_TABLE', isEvent('leaf/admin/admin-1'), gone);
    expect(faults).toContainEqual(
      expect.stringMatching(/^leaf \d: its entry leaf\/admin\/admin-1 1 is missing/),
    );
  });

  it('names a deleted checkpoint, the last one and an earlier one', async () => {
    // Without deleting it: the line would sign it again at its next run.
    const without = async (isGone: (serial: number, all: number) => boolean) => {
      const ports = await createVerifyLogPorts(line.ctx, anchorsOf(folder));
      const stored: StoredCheckpoint[] = [];
      for await (const one of ports.checkpoints.all()) stored.push(one);
      const all = async function* () {
        yield* stored.filter(({ serial }) => !isGone(serial, stored.length));
      };
      const { faults } = await verifyLog({ ...ports, checkpoints: { all } });
      return faults.map(({ place, fault }) => `${place}: ${fault}`).join();
    };
    expect(await without((serial, all) => serial === all)).toMatch(
      /^checkpoint \d{16}: is anchored, but missing from the table$/,
    );
    expect(await without((serial) => serial === 1)).toContain(
      'checkpoint number 1: is missing from the table',
    );
  });

  /** What verification finds with an anchor that was changed. */
  const withAnchors = async (change: (anchors: Anchors) => Anchors) => {
    const ports = await createVerifyLogPorts(line.ctx, anchorsOf(folder));
    const read = ports.anchors ?? expect.fail('the line has no anchor');
    const { faults, unread } = await verifyLog({ ...ports, anchors: async () => change(await read()) });
    return { faults: faults.map(({ place, fault }) => `${place}: ${fault}`), unread };
  };
  const newestOf = ({ anchored }: Anchors): Anchored => anchored.at(-1) ?? expect.fail('nothing is anchored');

  it('names a checkpoint that was deleted at the anchor, although its version remains', async () => {
    const { faults } = await withAnchors((anchors) => ({ ...anchors, deleted: [newestOf(anchors).name] }));
    expect(faults).toEqual([
      expect.stringMatching(/^checkpoint \d{16}: was deleted from the anchor, whose versions of it remain$/),
    ]);
  });

  it('names a checkpoint that was never anchored', async () => {
    const { faults } = await withAnchors(({ anchored }) => ({ anchored: anchored.slice(1), deleted: [] }));
    expect(faults).toEqual([expect.stringMatching(/^checkpoint \d{16}: is in the table, but not anchored$/)]);
  });

  it('names an overwritten checkpoint, because every version is read', async () => {
    const { faults } = await withAnchors((anchors) => {
      const newest = newestOf(anchors);
      const overwrite = { ...newest, note: newest.note.replace(/\n(?=\n)/, 'A\n') };
      return { ...anchors, anchored: [...anchors.anchored, overwrite] };
    });
    expect(faults).toEqual([expect.stringMatching(/^checkpoint \d{16}: /)]);
  });

  it('says that the anchor was not read where that is denied', async () => {
    const { faults, unread } = await withAnchors(() => {
      throw Object.assign(new Error('no'), { name: 'AccessDenied' });
    });
    expect({ faults, unread }).toEqual({ faults: [], unread: ['anchored checkpoints'] });
  });

  it('names a row of the board that was flipped, or that no event explains', async () => {
    const flipped = await faultsWith(
      'BOARD_TABLE',
      ({ location }) => location === 'Manila',
      (row) => ({ ...row, emergency: false }),
    );
    expect(flipped).toEqual(['board row of location/Manila: differs from what the log says']);
    const [manila = {}] = await rows('BOARD_TABLE');
    await put('BOARD_TABLE', { ...manila, location: 'Atlantis' });
    const { faults } = await line.verify();
    await remove('BOARD_TABLE', { location: 'Atlantis' });
    expect(faults).toEqual([
      { place: 'board row of location/Atlantis', fault: 'no event in the log explains it' },
    ]);
  });

  it('names a directory row whose number was replaced', async () => {
    const faults = await faultsWith(
      'DIRECTORY_TABLE',
      ({ adminId }) => adminId === 'admin-1',
      (row) => ({ ...row, number: '+6599999999' }),
    );
    expect(faults).toEqual(['directory row of admin/admin-1: differs from what the log says']);
  });

  it('names the removed key of an administrator', async () => {
    const [key = {}] = await rows('SUBJECT_KEYS_TABLE');
    KEYS.SUBJECT_KEYS_TABLE = Object.keys(key).filter((name) => typeof key[name] === 'string');
    const faults = await faultsWith(
      'SUBJECT_KEYS_TABLE',
      (row) => Object.values(row).includes('admin-2'),
      gone,
    );
    expect(faults).toContain('key of admin-2: is missing, although the log holds no erasure');
  });

  it('reports a state planted under the next version as unchecked, and decisions refuse to use it', async () => {
    const [item = {}] = (await rows('EVENTS_TABLE')).filter(isEvent('location/Manila', 1));
    await put('EVENTS_TABLE', {
      ...item,
      state: '{"planted":true}',
      stateVersion: Number(item.stateVersion) + 1,
    });
    const { ok, verdict, unchecked } = await line.verify();
    const head = line.store.head(location, 'location/Manila');
    await expect(head).rejects.toThrow(/has the state of version \d+ of the rules, newer than this version/);
    await put('EVENTS_TABLE', item);
    expect({ ok, verdict, newStates: unchecked.newStates }).toEqual({
      ok: false,
      verdict: 'unknown',
      newStates: 1,
    });
  });
});
