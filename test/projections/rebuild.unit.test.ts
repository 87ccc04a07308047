import { describe, expect, it } from 'vitest';
import type { BoardTable, DirectoryTable } from '../../domain/emergency/read-models.ts';
import { canonical } from '../../domain/ledger/canonical-json.ts';
import { rebuild } from '../../projections/rebuild.ts';
import { around } from '../kit/around.ts';
import { memoryBoard } from '../kit/board-table.ts';
import { change } from '../kit/changes.ts';
import { day } from '../kit/day.ts';
import { memoryDirectory } from '../kit/directory-table.ts';
import { writeEntry } from '../kit/enroll.ts';
import { interleaving } from '../kit/interleaving.ts';
import { type MemoryLine, memoryLine } from '../kit/line.ts';
import { random } from '../kit/random.ts';
import { runs } from '../kit/sample.ts';
import { turn } from '../kit/system.ts';

type Tables = { board: ReturnType<typeof memoryBoard>; directory: ReturnType<typeof memoryDirectory> };

const emptyTables = (): Tables => ({ board: memoryBoard(), directory: memoryDirectory() });

const bytes = ({ board, directory }: Tables) =>
  [...board.rows, ...directory.rows]
    .map(([, row]) => canonical(row))
    .sort()
    .join('\n');

/** The rows that a rebuild writes into empty tables. */
const rebuilt = async ({ ports }: MemoryLine) => {
  const tables = emptyTables();
  await rebuild({ ...ports, ...tables });
  return tables;
};

const busyDay = async () => {
  const line = await memoryLine();
  await day(line);
  await line.catchUp();
  return line;
};

describe('a rebuild', () => {
  it('writes the same bytes as live traffic', async () => {
    const line = await busyDay();
    expect(bytes(await rebuilt(line))).toBe(bytes(line.ports));
    expect(line.ports.board.rows.size + line.ports.directory.rows.size).toBe(5);
  });

  it('changes nothing in up-to-date tables, and counts the rows', async () => {
    const line = await busyDay();
    const before = bytes(line.ports);
    expect(await rebuild(line.ports)).toEqual({ locations: 2, admins: 3, removed: 0 });
    expect(bytes(line.ports)).toBe(before);
  });

  it('repairs rows that were lost or damaged', async () => {
    const line = await busyDay();
    const { board, directory } = line.ports;
    const before = bytes(line.ports);
    const manila = board.rows.get('Manila');
    if (manila) board.rows.set('Manila', { ...manila, emergency: true, emergencyType: 'plague' });
    board.rows.delete('Sydney');
    directory.rows.delete('ana');
    await rebuild(line.ports);
    expect(bytes(line.ports)).toBe(before);
  });

  it.each<[string, (tables: Tables) => void]>([
    [
      'of a location that was never set',
      ({ board }) => {
        const manila = board.rows.get('Manila');
        if (manila) board.rows.set('Atlantis', { ...manila, location: 'Atlantis' });
      },
    ],
    [
      'of an administrator who was never enrolled',
      ({ directory }) => {
        const ana = directory.rows.get('ana');
        if (ana) directory.rows.set('mallory', { ...ana, adminId: 'mallory' });
      },
    ],
    [
      'of the board that is ahead of the log',
      ({ board }) => {
        const manila = board.rows.get('Manila');
        if (manila) board.rows.set('Manila', { ...manila, emergency: true, seq: 9_999 });
      },
    ],
    [
      'of the directory that is ahead of the log',
      ({ directory }) => {
        const ana = directory.rows.get('ana');
        if (ana) directory.rows.set('ana', { ...ana, number: '+6599999999', seq: 9_999 });
      },
    ],
  ])('removes a row %s', async (_, plant) => {
    const line = await busyDay();
    const before = bytes(line.ports);
    plant(line.ports);
    expect((await rebuild(line.ports)).removed).toBe(1);
    expect(bytes(line.ports)).toBe(before);
  });

  it('reads the event bodies alone, not the other attributes', async () => {
    const line = await busyDay();
    const listing = { status: 'revoked', profile: null };
    const state = canonical({ answered: [], status: null, listing, listSeq: 0 });
    for (const item of line.items) Object.assign(item, { state, type: 'Nothing', at: '2020-01-01' });
    expect(bytes(await rebuilt(line))).toBe(bytes(line.ports));
  });

  it.each(Array.from({ length: runs(20) }, (_, seed) => seed))(
    'during live traffic (seed %i) ends like live traffic alone',
    async (seed) => {
      const line = await busyDay();
      const { below } = random(seed);
      const pause = async () => {
        for (let left = below(4); left > 0; left -= 1) await turn();
      };
      const slow = {
        ...line.ports,
        store: { ...line.ports.store, ...interleaving(seed)(line.ports.store) },
        board: { ...line.ports.board, ...around<BoardTable>(['get', 'put'], pause)(line.ports.board) },
        directory: {
          ...line.ports.directory,
          ...around<DirectoryTable>(['put'], pause)(line.ports.directory),
        },
      };
      const live = async () => {
        for (let n = 0; n < 12; n += 1) {
          const locationId = ['Manila', 'Sydney', 'Singapore'][below(3)] ?? '';
          await change(line.ports, {
            locationId,
            action: (['set', 'remove', 'refused'] as const)[below(3)] ?? 'set',
          });
          if (n % 4 === 0)
            await writeEntry(line.ports, 'change', { adminId: 'ana', number: `+659111${1000 + n}` });
          await pause();
          await line.catchUp();
        }
      };
      await Promise.all([live(), rebuild(slow), rebuild(slow)]);
      expect(bytes(line.ports)).toBe(bytes(await rebuilt(line)));
    },
  );
});
