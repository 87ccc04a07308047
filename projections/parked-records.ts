import type { Log } from '../adapters/log.ts';
import { type FailedRecords, type ParkedRecords, streamSchema } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';

/** The schedule's event for a stream consumer; `repair`: the object name prefix of the records that Lambda discarded. */
export const repairEvent = z.object({ repair: z.string() });

const keyed = z.object({ dynamodb: z.object({ Keys: z.object({ pk: z.object({ S: streamSchema }) }) }) });

/** A parked record of one of our streams. */
export type OwnRecord = { stream: string; record: unknown };

/** A record that is still to be recovered, and why. */
export type Unrecovered = { record: unknown; error: unknown };

/** How a consumer makes up for its parked records. */
export type Recovery = {
  consumer: 'Project' | 'Publish';
  /** Idempotent; returns what is left of the records. */
  recover(records: OwnRecord[]): Promise<Unrecovered[]>;
  /** Log messages; alarms watch the second. */
  recovered: string;
  failed: string;
};

/**
 * Tries all parked records of a consumer again, as after an upgrade that reads them, or when AWS is back, and deletes those that are
 * recovered. What fails is logged and left for the next run; a record without a stream of ours is left for an operator.
 * @param discardedPrefix the name prefix of the records Lambda discarded
 * @throws when the records cannot be listed
 */
export const retryParked = async (
  ports: { failed: FailedRecords; log: Log },
  recovery: Recovery,
  discardedPrefix: string,
): Promise<void> => {
  const { consumer, failed } = recovery;
  for await (const parked of ports.failed.list(discardedPrefix))
    await retry(ports, recovery, parked).catch((error: unknown) =>
      ports.log('error', failed, { function: consumer, error }),
    );
};

const retry = async (
  { failed, log }: { failed: FailedRecords; log: Log },
  { consumer, recover, ...messages }: Recovery,
  { id, records }: ParkedRecords,
): Promise<void> => {
  const own: OwnRecord[] = [];
  const left: unknown[] = [];
  for (const record of await records()) {
    const stream = keyed.safeParse(record).data?.dynamodb.Keys.pk.S;
    if (stream === undefined) left.push(record);
    else own.push({ stream, record });
  }
  const unrecovered = await recover(own);
  const [first] = unrecovered;
  if (first)
    log('error', messages.failed, { function: consumer, count: unrecovered.length, error: first.error });
  const count = own.length - unrecovered.length;
  if (count === 0) return;
  left.push(...unrecovered.map(({ record }) => record));
  // Before the others are deleted, so that none is lost in between.
  if (left.length > 0) await failed.park(left);
  await failed.remove(id);
  log('info', messages.recovered, { function: consumer, count });
};
