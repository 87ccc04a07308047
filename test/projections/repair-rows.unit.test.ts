import { describe, expect, it } from 'vitest';
import { repairRows } from '../../projections/repair-rows.ts';
import { change } from '../kit/changes.ts';
import { writeEntry } from '../kit/enroll.ts';
import { type MemoryLine, memoryLine } from '../kit/line.ts';
import { type StreamRecord, streamRecord } from '../kit/stream-records.ts';

/** Manila was set and an administrator enrolled; the projector processed neither, and the records were parked. */
const behind = async () => {
  const line = await memoryLine();
  const before = line.items.length;
  await change(line.ports, { locationId: 'Manila', action: 'set' });
  await writeEntry(line.ports, 'enroll', { adminId: 'eve', number: '+6591110005' });
  const records = line.items.slice(before).map((item, index) => streamRecord(item, index));
  await line.ports.failed.park(records);
  return { line, records };
};

const keptIn = async ({ ports }: MemoryLine): Promise<unknown[]> => {
  const parked = [];
  for await (const { records } of ports.failed.list('')) parked.push(...(await records()));
  return parked;
};

describe('rows of parked records', () => {
  it('are rebuilt from the log, and the records are deleted', async () => {
    const { line } = await behind();
    await repairRows(line.ports, '');
    expect(line.ports.board.rows.get('Manila')).toMatchObject({ emergency: true, seq: 1 });
    expect(line.ports.directory.rows.get('eve')).toMatchObject({ number: '+6591110005' });
    expect(await keptIn(line)).toEqual([]);
  });

  it('are rebuilt on a schedule, by the projector', async () => {
    const { line } = await behind();
    expect(await line.consumers.project({ repair: '' })).toEqual({ batchItemFailures: [] });
    expect(line.ports.board.rows.get('Manila')).toMatchObject({ emergency: true });
  });

  it('have the newest state of the log, however old the record is', async () => {
    const { line } = await behind();
    await change(line.ports, { locationId: 'Manila', action: 'remove' });
    await line.catchUp();
    await repairRows(line.ports, '');
    expect(line.ports.board.rows.get('Manila')).toMatchObject({ emergency: false, seq: 2 });
  });

  it('are retried in the next run when they cannot be written, and the others are rebuilt', async () => {
    const { line, records } = await behind();
    await line.ports.failed.park(records.slice(1));
    let isDown = true;
    const { board } = line.ports;
    const failing: typeof board = {
      ...board,
      put: async (...row) => {
        if (isDown) throw new Error('out of order');
        return board.put(...row);
      },
    };
    await repairRows({ ...line.ports, board: failing }, '');
    expect(line.ports.directory.rows.has('eve')).toBe(true);
    expect(await keptIn(line)).toEqual(records.slice(0, 1));
    expect(line.ports.lines.filter((text) => text.includes('failed to rebuild rows'))).toHaveLength(1);
    isDown = false;
    await repairRows({ ...line.ports, board: failing }, '');
    expect(board.rows.get('Manila')).toMatchObject({ emergency: true });
    expect(await keptIn(line)).toEqual([]);
  });
});

it.each<[string, (record: StreamRecord | undefined) => unknown]>([
  ['names no stream', () => ({})],
  ['has a key that no event can have', (record) => ({ ...record, dynamodb: { Keys: { pk: { S: '+65' } } } })],
])('a record that %s has no row, and is left for an operator', async (_, spoilt) => {
  const { line, records } = await behind();
  await repairRows(line.ports, '');
  const left = spoilt(records[0]);
  await line.ports.failed.park([left]);
  await repairRows(line.ports, '');
  expect(await keptIn(line)).toEqual([left]);
});
