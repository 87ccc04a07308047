import { z } from 'zod';
import type { Delivery } from './lambda-event.ts';
import type { DiscardedRecords, MappingSettings, StreamHandler } from './options.ts';

export type BatchDelivery = {
  settings: MappingSettings;
  handler: StreamHandler;
  now(): number;
  /** Waits before consecutive retry number `attempt` (from 1). False: the mapping was stopped. */
  pause(attempt: number, error: unknown): Promise<boolean>;
  discard(reason: DiscardedRecords['reason'], records: DiscardedRecords['records']): Promise<void>;
  /** Everything up to this record was processed or discarded. */
  savePosition(sequenceNumber: string): Promise<void>;
};

/** Records that are delivered together, and their failed attempts since the last progress. */
type Part = { deliveries: readonly Delivery[]; failures: number };

/**
 * Delivers a batch to the handler as Lambda does, in order, until each record was processed or discarded:
 * - A handler that throws failed from the first record on. One that reports items failed from the lowest of them on, or
 *   from the first when an item is not in the batch (AWS Lambda Developer Guide, "Configuring partial batch response
 *   with DynamoDB and Lambda"). Earlier records are done; the rest is retried.
 * - Bisecting splits at the reported record, or in the middle when that is the first, and uses up no retry.
 * - Retries are counted from the last progress; when they are used up, the rest of the part is discarded.
 * Returns early when the mapping is stopped.
 */
export const deliverBatch = async (use: BatchDelivery, batch: readonly Delivery[]): Promise<void> => {
  const parts: Part[] = [{ deliveries: batch, failures: 0 }];
  for (let part = parts.shift(); part; part = parts.shift()) {
    const deliveries = await discardExpired(use, part.deliveries);
    if (deliveries.length === 0) continue;
    const { succeeded, error } = await invoke(use, deliveries);
    await saveLast(use, deliveries.slice(0, succeeded));
    const rest = deliveries.slice(succeeded);
    if (rest.length === 0) continue;
    const next =
      split(use.settings, rest, succeeded) ??
      (await retry(use, rest, succeeded > 0 ? 1 : part.failures + 1, error));
    if (!next) return;
    parts.unshift(...next);
  }
};

/** Null when there is nothing to split. */
const split = (settings: MappingSettings, rest: readonly Delivery[], succeeded: number): Part[] | null => {
  if (!settings.bisectBatchOnFunctionError) return null;
  if (succeeded > 0) return [{ deliveries: rest, failures: 0 }];
  if (rest.length === 1) return null;
  const middle = Math.ceil(rest.length / 2);
  return [rest.slice(0, middle), rest.slice(middle)].map((deliveries) => ({ deliveries, failures: 0 }));
};

/** What to deliver next after consecutive failures; null when the mapping was stopped meanwhile. */
const retry = async (
  use: BatchDelivery,
  rest: readonly Delivery[],
  failures: number,
  error: unknown,
): Promise<Part[] | null> => {
  const { maximumRetryAttempts: retries } = use.settings;
  if (retries === -1 || failures <= retries)
    return (await use.pause(failures, error)) ? [{ deliveries: rest, failures }] : null;
  await discard(use, 'RetryAttemptsExhausted', rest);
  return [];
};

/** Discards the records over the maximum age and returns the others. Records are in order of time. */
const discardExpired = async (
  use: BatchDelivery,
  deliveries: readonly Delivery[],
): Promise<readonly Delivery[]> => {
  const { maximumRecordAgeSeconds: age } = use.settings;
  const limit = age === -1 ? Number.NEGATIVE_INFINITY : use.now() - age * 1000;
  const young = deliveries.findIndex(({ at }) => at >= limit);
  const expired = young === -1 ? deliveries.length : young;
  await discard(use, 'RecordAgeExceeded', deliveries.slice(0, expired));
  return deliveries.slice(expired);
};

/** How many records the handler processed, from the first on, and the error that stopped it. */
const invoke = async (
  { handler, settings }: BatchDelivery,
  deliveries: readonly Delivery[],
): Promise<{ succeeded: number; error?: unknown }> => {
  try {
    const response = await handler({ Records: deliveries.map(({ record }) => record) });
    if (!settings.reportBatchItemFailures) return { succeeded: deliveries.length };
    return { succeeded: lowestFailure(response, deliveries), error: 'the handler reported it as failed' };
  } catch (error) {
    return { succeeded: 0, error };
  }
};

const batchResponse = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })
  .nullish();

const lowestFailure = (response: unknown, deliveries: readonly Delivery[]): number => {
  const { success, data } = batchResponse.safeParse(response);
  if (!success) return 0;
  const failed = (data?.batchItemFailures ?? []).map(({ itemIdentifier }) =>
    deliveries.findIndex(({ sequenceNumber }) => sequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(deliveries.length, ...failed));
};

const discard = async (
  use: BatchDelivery,
  reason: DiscardedRecords['reason'],
  deliveries: readonly Delivery[],
): Promise<void> => {
  if (deliveries.length === 0) return;
  const records = deliveries.map(({ record }) => record);
  await use.discard(reason, records);
  await saveLast(use, deliveries);
};

const saveLast = async ({ savePosition }: BatchDelivery, deliveries: readonly Delivery[]): Promise<void> => {
  const last = deliveries.at(-1);
  if (last) await savePosition(last.sequenceNumber);
};
