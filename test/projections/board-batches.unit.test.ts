import { expect, it } from 'vitest';
import type { BoardTable } from '../../domain/emergency/read-models.ts';
import type { EventStore } from '../../domain/ledger/event-store.ts';
import { around } from '../kit/around.ts';
import { change } from '../kit/changes.ts';
import { crashAt } from '../kit/crash.ts';
import { type MemoryLine, memoryLine } from '../kit/line.ts';
import { streamRecord } from '../kit/stream-records.ts';

const recordsOf = ({ items }: MemoryLine) => items.slice(3).map((item, index) => streamRecord(item, index));

it('a batch of 100 records over 3 locations costs 3 consistent reads and 3 writes', async () => {
  const line = await memoryLine();
  const places = ['Manila', 'Sydney', 'Singapore'];
  const acts = ['set', 'refused', 'remove', 'set'] as const;
  for (let n = 0; n < 100; n += 1)
    await change(line.ports, { locationId: places[n % 3] ?? '', action: acts[n % 4] ?? 'set' });
  await line.consumers.project({ Records: recordsOf(line) });
  expect(line.ports.board.cost).toEqual({ reads: 3, writes: 3 });
  expect([...line.ports.board.rows.values()].map(({ seq }) => seq)).toEqual([34, 33, 33]);
});

it('a batch stops at the location that fails, reports its first record, and continues from there', async () => {
  const fails = { sydney: true };
  const line = await memoryLine({
    wrap: {
      board: (board) => ({
        get: (location) =>
          location === 'Sydney' && fails.sydney
            ? Promise.reject(new Error('throttled'))
            : board.get(location),
      }),
    },
  });
  for (const locationId of ['Manila', 'Sydney', 'Manila', 'Singapore'])
    await change(line.ports, { locationId, action: 'set' });
  const Records = recordsOf(line);
  const itemIdentifier = Records[1]?.dynamodb.SequenceNumber;
  expect(await line.consumers.project({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier }] });
  expect([...line.ports.board.rows.keys()]).toEqual(['Manila']);
  fails.sydney = false;
  expect(await line.consumers.project({ Records: Records.slice(1) })).toEqual({ batchItemFailures: [] });
  expect([...line.ports.board.rows.keys()]).toEqual(['Manila', 'Sydney', 'Singapore']);
});

/** Two locations' events, projected in batches that overlap and leave a gap, by a function stopped at `point`. */
const stoppedAt = async (point: number) => {
  const { passed, step } = crashAt(point);
  const board = around<BoardTable>(['get', 'put'], step, step);
  const store = around<EventStore>(['head'], step, step);
  const line = await memoryLine({ wrap: { board, store } });
  for (const action of ['set', 'refused', 'remove', 'set'] as const) {
    await change(line.ports, { locationId: 'Manila', action });
    await change(line.ports, { locationId: 'Sydney', action });
  }
  const all = recordsOf(line);
  for (const Records of [all.slice(0, 3), all.slice(6), all]) {
    const { batchItemFailures } = await line.consumers.project({ Records });
    if (batchItemFailures.length > 0) await line.consumers.project({ Records });
  }
  return { steps: passed.steps, rows: [...line.ports.board.rows.values()] };
};

it('a function stopped between any two steps and invoked with the batch again leaves the same board', async () => {
  const { steps, rows } = await stoppedAt(0);
  expect(rows.map(({ seq }) => seq)).toEqual([4, 4]);
  expect(steps).toBeGreaterThan(15);
  for (let point = 1; point <= steps; point += 1) expect((await stoppedAt(point)).rows).toEqual(rows);
});
