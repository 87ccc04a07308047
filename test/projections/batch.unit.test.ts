import { describe, expect, it } from 'vitest';
import { core } from 'zod';
import { runBatch, type Work } from '../../projections/batch.ts';

type Signal = { sequenceNumber: string; row: string };

const record = (sequenceNumber: string, row: string) => ({
  dynamodb: { SequenceNumber: sequenceNumber },
  row,
});
const unreadable = (sequenceNumber: string) => ({ dynamodb: { SequenceNumber: sequenceNumber } });

class UnreadableRecord extends Error {
  override name = 'UnreadableRecord';
}

const read = (given: unknown): Signal => {
  const { dynamodb, row } = given as ReturnType<typeof record>;
  if (row === undefined) throw new UnreadableRecord('of no known shape');
  return { sequenceNumber: dynamodb.SequenceNumber, row };
};

/** Runs a batch whose work is grouped by row; work on a row of `failing` throws, a transient or a permanent error. */
const run = async (
  records: unknown[],
  failing: Record<string, Error> = {},
  park: (records: readonly unknown[]) => Promise<void> = async () => {},
) => {
  const done: string[] = [];
  const lines: string[] = [];
  const parked: unknown[] = [];
  const plan = (signals: Signal[]): Work[] =>
    [...new Set(signals.map(({ row }) => row))].map((row) => ({
      sequenceNumbers: signals.filter((signal) => signal.row === row).map((signal) => signal.sequenceNumber),
      async run() {
        if (failing[row]) throw failing[row];
        done.push(row);
      },
    }));
  const ports = {
    log: (level: string, message: string) => void lines.push(`${level} ${message}`),
    failed: {
      park: async (records: readonly unknown[]) => {
        await park(records);
        parked.push(...records);
      },
    },
  };
  const { batchItemFailures } = await runBatch({ Records: records }, ports, read, plan);
  return { done, lines, parked, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
};

const locked = new Error('the row is locked');
const forEver = new TypeError('nobody thought of this');
const noRoom = async () => {
  throw new Error('the bucket cannot be reached');
};

describe('a batch of stream records', () => {
  it('is processed in the order of the records', async () => {
    const { done, failed, lines } = await run([record('1', 'a'), record('2', 'b'), record('3', 'c')]);
    expect({ done, failed, lines }).toEqual({ done: ['a', 'b', 'c'], failed: [], lines: [] });
  });

  it('stops at the first failure and reports the earliest unfinished record', async () => {
    const { done, failed, lines, parked } = await run(
      [record('1', 'a'), record('2', 'b'), record('3', 'c')],
      { b: locked, c: locked },
    );
    expect({ done, failed, parked }).toEqual({ done: ['a'], failed: ['2'], parked: [] });
    expect(lines).toEqual(['error failed to process stream records']);
  });

  it('reports a record after the failure, when it is earlier than the failed one', async () => {
    const records = [record('1', 'a'), record('2', 'b'), record('3', 'a'), record('4', 'c')];
    expect(await run(records, { a: locked })).toMatchObject({ done: [], failed: ['1'] });
    expect(await run(records, { b: locked })).toMatchObject({ done: ['a'], failed: ['2'] });
    expect(await run(records, { c: locked })).toMatchObject({ done: ['a', 'b'], failed: ['4'] });
  });

  it('parks a record that cannot be read, and continues', async () => {
    const { done, failed, lines, parked } = await run([record('1', 'a'), unreadable('2'), record('3', 'c')]);
    expect({ done, failed, parked }).toEqual({ done: ['a', 'c'], failed: [], parked: [unreadable('2')] });
    expect(lines).toEqual(['error stream records parked']);
  });

  it('parks the records of work with a permanent error, and continues', async () => {
    const records = [record('1', 'a'), record('2', 'b'), record('3', 'a')];
    const { done, failed, parked } = await run(records, { a: forEver });
    expect({ done, failed, parked }).toEqual({ done: ['b'], failed: [], parked: [records[0], records[2]] });
  });

  it('loses no record that cannot be parked', async () => {
    const { failed, lines } = await run([record('1', 'a'), unreadable('2'), record('3', 'c')], {}, noRoom);
    expect(failed).toEqual(['2']);
    expect(lines).toEqual(['error failed to park a stream record']);
    expect(await run([record('1', 'a'), record('2', 'b')], { a: forEver }, noRoom)).toMatchObject({
      done: [],
      failed: ['1'],
    });
  });

  it.each([
    ['a text', '+6591110001'],
    ['empty', ''],
    ['longer than they get', '1'.repeat(41)],
  ])('parks a record whose sequence number is %s, which is neither logged nor returned', async (_, none) => {
    const { parked, failed, lines } = await run([record('1', 'a'), unreadable(none)]);
    expect({ parked, failed }).toEqual({ parked: [unreadable(none)], failed: [] });
    expect(lines.join()).not.toContain(none || '+65');
    await expect(run([unreadable(none)], {}, noRoom)).rejects.toThrow(core.$ZodError);
  });

  it('compares sequence numbers as numbers', async () => {
    const failed = await run([record('9', 'a'), record('10', 'b'), record('100000000000000000000001', 'a')], {
      a: locked,
    });
    expect(failed).toMatchObject({ failed: ['9'] });
  });

  it('may be empty', async () => {
    expect(await run([])).toMatchObject({ done: [], failed: [] });
  });

  it.each([undefined, null, {}, { Records: 'none' }])(
    'is refused when it is not a batch: %j',
    async (event) => {
      const ports = { log: () => {}, failed: { park: async () => {} } };
      await expect(runBatch(event, ports, read, () => [])).rejects.toThrow(core.$ZodError);
    },
  );
});
