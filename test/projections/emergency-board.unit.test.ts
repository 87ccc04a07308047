import { describe, expect, it } from 'vitest';
import type { BoardTable } from '../../domain/emergency/read-models.ts';
import type { EventStore } from '../../domain/ledger/event-store.ts';
import { around } from '../kit/around.ts';
import { change } from '../kit/changes.ts';
import { memoryLine, type Options } from '../kit/line.ts';
import { streamRecord } from '../kit/stream-records.ts';

type Did = 'set' | 'remove' | 'refused';

/** A line with these events of Manila, none of them projected; `deliver` projects those with the given numbers. */
const manila = async (did: Did[], options: Options = {}) => {
  const line = await memoryLine(options);
  for (const action of did) {
    line.ports.system.advance(1000);
    await change(line.ports, { locationId: 'Manila', action });
  }
  const events = line.items.filter(({ pk }) => pk === 'location/Manila');
  const deliver = (...numbers: number[]) => {
    const records = numbers.flatMap((seq) => events.filter(({ sk }) => sk === seq));
    return line.consumers.project({ Records: records.map((item, index) => streamRecord(item, index)) });
  };
  const row = () => line.ports.board.rows.get('Manila');
  return { line, deliver, row, cost: line.ports.board.cost };
};

const noFailures = { batchItemFailures: [] };

describe('a row of the emergency board', () => {
  it('has location, status, type, time and administrator, and the exact words', async () => {
    const { line, deliver, row } = await manila(['set']);
    expect(await deliver(1)).toEqual(noFailures);
    expect(row()).toStrictEqual({
      location: 'Manila',
      emergency: true,
      emergencyType: 'weather',
      updatedAt: '2026-11-22T02:00:01.000Z',
      updatedBy: 'ana +65******01',
      message: { 'en-US': 'Because of severe weather, the Manila contact centre is closed as of 10:00 AM.' },
      laterMessage: {
        'en-US':
          'Because of severe weather, the Manila contact centre has been closed since Sunday, November 22, at 10:00 AM.',
      },
      seq: 1,
      statusSeq: 1,
      eventId: line.items.at(-1)?.id,
    });
  });

  it('has the type No Emergency when there is none', async () => {
    const { deliver, row } = await manila(['set', 'remove']);
    await deliver(1, 2);
    expect(row()).toMatchObject({
      emergency: false,
      emergencyType: 'No Emergency',
      message: {},
      statusSeq: 2,
    });
  });

  it('counts refusals as seen, and keeps the status', async () => {
    const { deliver, row } = await manila(['set', 'refused', 'refused']);
    await deliver(1, 2, 3);
    expect(row()).toMatchObject({
      emergency: true,
      updatedAt: '2026-11-22T02:00:01.000Z',
      seq: 3,
      statusSeq: 1,
    });
  });

  it('does not exist before the first set or remove', async () => {
    const { deliver, row, cost } = await manila(['refused', 'set']);
    await deliver(1);
    expect([row(), cost.writes]).toEqual([undefined, 0]);
    await deliver(2);
    expect(row()).toMatchObject({ emergency: true, seq: 2, statusSeq: 2 });
  });

  it('ignores duplicate and late events', async () => {
    const { deliver, row, cost } = await manila(['set', 'remove']);
    await deliver(1, 2);
    const [before, writes] = [row(), cost.writes];
    await deliver(1);
    await deliver(2);
    await deliver(1, 2, 1);
    expect([row(), cost.writes]).toEqual([before, writes]);
  });

  it('is read from the log when there is a gap', async () => {
    const heads: string[] = [];
    const store = around<EventStore>(['head'], (method) => void heads.push(method));
    const { deliver, row } = await manila(['set', 'remove', 'set', 'refused', 'remove'], { wrap: { store } });
    await deliver(1);
    expect(heads).toEqual([]);
    await deliver(3);
    expect(heads).toEqual(['head']);
    expect(row()).toMatchObject({ emergency: false, seq: 5, statusSeq: 5 });
    await deliver(2, 4, 5);
    expect(row()).toMatchObject({ emergency: false, seq: 5 });
  });

  it('is written from an unordered batch without reading the log', async () => {
    const heads: string[] = [];
    const store = around<EventStore>(['head'], (method) => void heads.push(method));
    const { deliver, row, cost } = await manila(['set', 'remove', 'set'], { wrap: { store } });
    await deliver(3, 1, 2, 3, 1);
    expect(row()).toMatchObject({ emergency: true, seq: 3 });
    expect([cost.writes, heads]).toEqual([1, []]);
  });

  it('is not overwritten by a slower worker', async () => {
    const overtaken: string[] = [];
    const overtake = async (method: string) => {
      if (overtaken.push(method) === 1) await line.catchUp();
    };
    const board = around<BoardTable>(['put'], overtake);
    const { line, deliver, row } = await manila(['set', 'remove'], { wrap: { board } });
    expect(await deliver(1)).toEqual(noFailures);
    expect(row()).toMatchObject({ emergency: false, seq: 2 });
    expect(overtaken).toHaveLength(1);
  });
});
