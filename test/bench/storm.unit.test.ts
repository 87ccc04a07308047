import { describe, expect, it } from 'vitest';
import { type Storm, storm } from '../../bench/storm-model.ts';

const one: Storm = {
  locations: 1,
  requestedWithin: 1000,
  acceptedPerSecond: 2000,
  shards: 1,
  times: { poll: 250, invoke: 20, read: 4, write: 8, putEvents: 15 },
};

describe('the model of a storm', () => {
  it('shows a single change on the board after an invocation, a read and a write, and on the bus after an invocation and a put', async () => {
    const { board, bus } = await storm(one);
    expect({ board: board.max, bus: bus.max }).toStrictEqual({ board: 20 + 4 + 8, bus: 20 + 15 });
  });

  it('processes a full batch row by row for the board, and ten events per request for the bus', async () => {
    const { board, bus, projectCalls } = await storm({
      ...one,
      locations: 100,
      requestedWithin: 0,
      acceptedPerSecond: Number.POSITIVE_INFINITY,
    });
    expect({ calls: projectCalls, board: board.max }).toStrictEqual({ calls: 1, board: 20 + 100 * 12 });
    expect(Math.round(bus.max)).toBe(20 + 10 * 15);
  });

  it('ends in half the time with twice the shards', async () => {
    const many = { ...one, locations: 2000, requestedWithin: 0, acceptedPerSecond: Number.POSITIVE_INFINITY };
    const [narrow, wide] = [await storm(many), await storm({ ...many, shards: 2 })];
    expect(narrow.board.max / wide.board.max).toBeCloseTo(2, 1);
  });
});
