import { describe, expect, it } from 'vitest';
import { core } from 'zod';
import { runBatch, type Work } from '../../projections/batch.ts';

type Signal = { sequenceNumber: string; row: string };

const record = (sequenceNumber: string, row: string) => ({
  dynamodb: { SequenceNumber: sequenceNumber },
  row,
});
const unreadable = (sequenceNumber: string) => ({ dynamodb: { SequenceNumber: sequenceNumber } });

const read = (given: unknown): Signal => {
  const { dynamodb, row } = given as ReturnType<typeof record>;
  if (row === undefined) throw new Error('of no known shape');
  return { sequenceNumber: dynamodb.SequenceNumber, row };
};

/** Runs a batch whose work is grouped by row; work on a row of `failing` throws. */
const run = async (records: unknown[], failing: string[] = []) => {
  const done: string[] = [];
  const lines: string[] = [];
  const plan = (signals: Signal[]): Work[] =>
    [...new Set(signals.map(({ row }) => row))].map((row) => ({
      sequenceNumbers: signals.filter((signal) => signal.row === row).map((signal) => signal.sequenceNumber),
      async run() {
        if (failing.includes(row)) throw new Error(`${row} is locked`);
        done.push(row);
      },
    }));
  const log = (level: string, message: string) => void lines.push(`${level} ${message}`);
  const response = await runBatch({ Records: records }, log, read, plan);
  return { done, lines, failed: response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
};

describe('a batch of stream records', () => {
  it('is worked off in the order of the records', async () => {
    const { done, failed, lines } = await run([record('1', 'a'), record('2', 'b'), record('3', 'c')]);
    expect({ done, failed, lines }).toEqual({ done: ['a', 'b', 'c'], failed: [], lines: [] });
  });

  it('stops at the first failure and reports the earliest record not done', async () => {
    const { done, failed, lines } = await run(
      [record('1', 'a'), record('2', 'b'), record('3', 'c')],
      ['b', 'c'],
    );
    expect({ done, failed }).toEqual({ done: ['a'], failed: ['2'] });
    expect(lines).toEqual(['error stream records were not handled']);
  });

  it('reports a record that waits behind the failure, when it is earlier than the failure’s own', async () => {
    const records = [record('1', 'a'), record('2', 'b'), record('3', 'a'), record('4', 'c')];
    expect(await run(records, ['a'])).toMatchObject({ done: [], failed: ['1'] });
    expect(await run(records, ['b'])).toMatchObject({ done: ['a'], failed: ['2'] });
    expect(await run(records, ['c'])).toMatchObject({ done: ['a', 'b'], failed: ['4'] });
  });

  it('goes up to a record that cannot be read, and reports that', async () => {
    const { done, failed, lines } = await run([record('1', 'a'), unreadable('2'), record('3', 'c')]);
    expect({ done, failed }).toEqual({ done: ['a'], failed: ['2'] });
    expect(lines).toEqual(['error a stream record cannot be read']);
  });

  it('reports what failed before the one that cannot be read', async () => {
    expect(await run([record('1', 'a'), unreadable('2')], ['a'])).toMatchObject({ failed: ['1'] });
  });

  it.each([
    ['a text', '+6591110001'],
    ['empty', ''],
    ['longer than they get', '1'.repeat(41)],
  ])(
    'is refused whole when a record’s sequence number is %s: that is neither logged nor answered',
    async (_, none) => {
      await expect(run([record('1', 'a'), unreadable(none)])).rejects.toThrow(core.$ZodError);
    },
  );

  it('takes sequence numbers for the numbers they are', async () => {
    const failed = await run(
      [record('9', 'a'), record('10', 'b'), record('100000000000000000000001', 'a')],
      ['a'],
    );
    expect(failed).toMatchObject({ failed: ['9'] });
  });

  it('may be empty', async () => {
    expect(await run([])).toMatchObject({ done: [], failed: [] });
  });

  it.each([undefined, null, {}, { Records: 'none' }, { Records: [{}] }])(
    'is refused when it is none: %j',
    async (event) => {
      await expect(
        runBatch(
          event,
          () => {},
          read,
          () => [],
        ),
      ).rejects.toThrow(core.$ZodError);
    },
  );
});
