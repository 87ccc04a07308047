import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../../../handlers/composition/stores.ts';
import { startLine } from '../../../local/line.ts';
import { changeEmergency } from '../../../use-cases/change-emergency.ts';
import { eraseAdmin } from '../../../use-cases/erase-admin.ts';
import { CONFIG_FILE } from '../../kit/config-file.ts';

export type Row = Record<string, unknown>;
export type Table = 'EVENTS_TABLE' | 'BOARD_TABLE' | 'DIRECTORY_TABLE' | 'SUBJECT_KEYS_TABLE';

/** A change of rows in a table, made past the product; `change` gives null to remove a row. */
export type RowChange = { table: Table; isIt: (row: Row) => boolean; change: (row: Row) => Row | null };

const KEYS: Record<Table, string[]> = {
  EVENTS_TABLE: ['pk', 'sk'],
  BOARD_TABLE: ['location'],
  DIRECTORY_TABLE: ['adminId'],
  SUBJECT_KEYS_TABLE: ['subject'],
};

/** A line with an emergency, an erased administrator and checkpoints, whose tables can be changed past the product. */
export const startChangeableLine = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'verify-'));
  const line = await startLine({ folder, configFile: CONFIG_FILE, log: () => {} });
  const db = documentClient(line.ctx);
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

  const nameOf = (table: Table) => line.ctx.environment[table];
  const rows = async (table: Table): Promise<Row[]> =>
    (await db.send(new ScanCommand({ TableName: nameOf(table) }))).Items ?? [];
  const remove = async (table: Table, row: Row): Promise<void> => {
    const Key = Object.fromEntries(KEYS[table].map((key) => [key, row[key]]));
    await db.send(new DeleteCommand({ TableName: nameOf(table), Key }));
  };
  const put = async (table: Table, row: Row): Promise<void> => {
    await db.send(new PutCommand({ TableName: nameOf(table), Item: row }));
  };

  /** What verification finds while some rows are changed. Everything is then put back. */
  const verifiedWith = async ({ table, isIt, change }: RowChange) => {
    const before = (await rows(table)).filter(isIt);
    if (before.length === 0) throw new Error(`no such row in ${table}`);
    for (const row of before) {
      const changed = change(row);
      await (changed ? put(table, changed) : remove(table, row));
    }
    const { verdict, faults } = await line.verify();
    for (const row of before) await put(table, row);
    return { verdict, faults: faults.map(({ place, fault }) => `${place}: ${fault}`) };
  };

  const stop = async (): Promise<void> => {
    await line.stop();
    rmSync(folder, { recursive: true });
  };
  return { line, folder, rows, put, remove, verifiedWith, stop };
};
