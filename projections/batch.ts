import type { Log } from '../adapters/log.ts';
import * as z from '../domain/zod.ts';
import { sequenceDigits } from './stream-record.ts';

const batchSchema = z.object({ Records: z.array(z.unknown()) });
const numbered = z.object({ dynamodb: z.object({ SequenceNumber: sequenceDigits }) });

export type BatchResponse = { batchItemFailures: { itemIdentifier: string }[] };

/** Records that go together (one location's, say, or all for the bus), and what to do with them. */
export type Work = { sequenceNumbers: string[]; run(): Promise<void> };

const bySequence = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);

/**
 * The loop of a stream consumer. `plan` turns the records, in order, into pieces of work; they run in order, and the
 * first that fails stops the loop. The answer names the earliest record that is not done: Lambda goes on from there,
 * and all work is such that doing it twice does no harm.
 * @throws ZodError when the event is no batch of stream records
 */
export const runBatch = async <Signal extends { sequenceNumber: string }>(
  event: unknown,
  log: Log,
  read: (record: unknown) => Signal,
  plan: (signals: Signal[]) => Work[],
): Promise<BatchResponse> => {
  const { signals, unreadable } = readAll(batchSchema.parse(event).Records, log, read);
  const undone = await runAll(plan(signals), log);
  const [earliest] = [...undone, ...unreadable].sort(bySequence);
  return { batchItemFailures: earliest === undefined ? [] : [{ itemIdentifier: earliest }] };
};

/** Reads up to the first record that cannot be read: it is retried a finite number of times, then kept whole in the failure bucket. */
const readAll = <Signal>(records: unknown[], log: Log, read: (record: unknown) => Signal) => {
  const signals: Signal[] = [];
  for (const record of records) {
    try {
      signals.push(read(record));
    } catch (error) {
      const sequenceNumber = numbered.parse(record).dynamodb.SequenceNumber;
      log('error', 'a stream record cannot be read', { sequenceNumber, error });
      return { signals, unreadable: [sequenceNumber] };
    }
  }
  return { signals, unreadable: [] };
};

/** The sequence numbers of the work not done: that which failed and all behind it. */
const runAll = async (works: Work[], log: Log): Promise<string[]> => {
  for (const [index, work] of works.entries()) {
    try {
      await work.run();
    } catch (error) {
      log('error', 'stream records were not handled', {
        sequenceNumber: work.sequenceNumbers[0] ?? '',
        error,
      });
      return works.slice(index).flatMap(({ sequenceNumbers }) => sequenceNumbers);
    }
  }
  return [];
};
