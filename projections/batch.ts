import type { Log } from '../adapters/log.ts';
import type { FailedRecords } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';
import { isPermanent } from './permanent.ts';
import { sequenceDigits } from './stream-record.ts';

const batchSchema = z.object({ Records: z.array(z.unknown()) });
const numbered = z.object({ dynamodb: z.object({ SequenceNumber: sequenceDigits }) });

export type BatchResponse = { batchItemFailures: { itemIdentifier: string }[] };

export type BatchPorts = { log: Log; failed: Pick<FailedRecords, 'park'> };

/** Records that are processed together (those of one location, for example), and how. */
export type Work = { sequenceNumbers: string[]; run(): Promise<void> };

const bySequence = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1);

/**
 * Processes one batch of a stream consumer: reads every record, then runs the work of `plan` in order. A record with a
 * permanent error is parked; the first transient error stops the batch. The response names the earliest unfinished record,
 * from which Lambda continues, so all work must be idempotent.
 * @throws ZodError when the event is not a batch of stream records
 */
export const runBatch = async <Signal extends { sequenceNumber: string }>(
  event: unknown,
  ports: BatchPorts,
  read: (record: unknown) => Signal,
  plan: (signals: Signal[]) => Work[],
): Promise<BatchResponse> => {
  const { Records } = batchSchema.parse(event);
  const { signals, unreadable } = await readAll(Records, ports, read);
  const undone = await runAll(plan(signals), Records, ports);
  const [earliest] = [...undone, ...unreadable].sort(bySequence);
  return { batchItemFailures: earliest === undefined ? [] : [{ itemIdentifier: earliest }] };
};

const numberOf = (record: unknown): string | undefined =>
  numbered.safeParse(record).data?.dynamodb.SequenceNumber;

/** Parks records; an alarm watches the log line. */
const park = async ({ failed, log }: BatchPorts, records: unknown[], error: unknown): Promise<void> => {
  await failed.park(records);
  const sequenceNumber = numberOf(records[0]);
  log('error', 'stream records parked', {
    ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
    count: records.length,
    error,
  });
};

/** Reads every record and parks the unreadable ones. Stops where one cannot be parked. */
const readAll = async <Signal>(records: unknown[], ports: BatchPorts, read: (record: unknown) => Signal) => {
  const signals: Signal[] = [];
  for (const record of records) {
    try {
      signals.push(read(record));
    } catch (error) {
      try {
        await park(ports, [record], error);
      } catch (fault) {
        const sequenceNumber = numbered.parse(record).dynamodb.SequenceNumber;
        ports.log('error', 'failed to park a stream record', { sequenceNumber, error: fault });
        return { signals, unreadable: [sequenceNumber] };
      }
    }
  }
  return { signals, unreadable: [] };
};

/** The sequence numbers of the unfinished work: the failed record and all after it. */
const runAll = async (works: Work[], records: unknown[], ports: BatchPorts): Promise<string[]> => {
  for (const [index, work] of works.entries()) {
    try {
      await runOrPark(work, records, ports);
    } catch (error) {
      ports.log('error', 'failed to process stream records', {
        sequenceNumber: work.sequenceNumbers[0] ?? '',
        error,
      });
      return works.slice(index).flatMap(({ sequenceNumbers }) => sequenceNumbers);
    }
  }
  return [];
};

const runOrPark = async ({ run, sequenceNumbers }: Work, records: unknown[], ports: BatchPorts) => {
  try {
    await run();
  } catch (error) {
    if (!isPermanent(error)) throw error;
    const own = records.filter((record) => sequenceNumbers.includes(numberOf(record) ?? ''));
    await park(ports, own, error);
  }
};
