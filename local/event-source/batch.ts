import { z } from 'zod';
import type { Delivery } from './lambda-event.ts';
import type { Failed, MappingSettings, StreamHandler } from './options.ts';

export type BatchDelivery = {
  settings: MappingSettings;
  handler: StreamHandler;
  now(): number;
  /** Waits before a retry, the `attempt`-th in a row (from 1). False: the pump was stopped. */
  pause(attempt: number, error: unknown): Promise<boolean>;
  giveUp(reason: Failed['reason'], records: Failed['records']): Promise<void>;
  /** Everything up to this record was handed over or given up. */
  checkpoint(sequenceNumber: string): Promise<void>;
};

/** Records that go together, and how often they have failed since they do. */
type Part = { deliveries: readonly Delivery[]; failures: number };

/**
 * Hands a batch to the handler as Lambda does, in order, until each record was handed over or given up:
 * - a handler that throws failed from the first record on; one that reports items failed from the lowest of them on,
 *   and from the first when an item is none of the batch (AWS Lambda Developer Guide, "Configuring partial batch
 *   response with DynamoDB and Lambda"). What comes before is done, the rest is tried again.
 * - bisecting splits at the reported record, or in the middle when that is the first, and uses up no retry.
 * - retries are counted from the last progress, and when they are used up all that is left of the part is given up.
 * Ends early when the pump is stopped.
 */
export const deliverBatch = async (use: BatchDelivery, batch: readonly Delivery[]): Promise<void> => {
  const parts: Part[] = [{ deliveries: batch, failures: 0 }];
  for (let part = parts.shift(); part; part = parts.shift()) {
    const deliveries = await withoutOld(use, part.deliveries);
    if (deliveries.length === 0) continue;
    const { handed, error } = await invoke(use, deliveries);
    await doneWith(use, deliveries.slice(0, handed));
    const rest = deliveries.slice(handed);
    if (rest.length === 0) continue;
    const next =
      split(use.settings, rest, handed) ??
      (await again(use, rest, handed > 0 ? 1 : part.failures + 1, error));
    if (!next) return;
    parts.unshift(...next);
  }
};

/** Null when there is nothing to split. */
const split = (settings: MappingSettings, rest: readonly Delivery[], handed: number): Part[] | null => {
  if (!settings.bisectBatchOnFunctionError) return null;
  if (handed > 0) return [{ deliveries: rest, failures: 0 }];
  if (rest.length === 1) return null;
  const middle = Math.ceil(rest.length / 2);
  return [rest.slice(0, middle), rest.slice(middle)].map((deliveries) => ({ deliveries, failures: 0 }));
};

/** What to try next after so many failures in a row; null when the pump was stopped meanwhile. */
const again = async (
  use: BatchDelivery,
  rest: readonly Delivery[],
  failures: number,
  error: unknown,
): Promise<Part[] | null> => {
  const { maximumRetryAttempts: retries } = use.settings;
  if (retries === -1 || failures <= retries)
    return (await use.pause(failures, error)) ? [{ deliveries: rest, failures }] : null;
  await giveUp(use, 'RetryAttemptsExhausted', rest);
  return [];
};

/** Gives up the records at the front that are older than they may be; records are in the order of their times. */
const withoutOld = async (
  use: BatchDelivery,
  deliveries: readonly Delivery[],
): Promise<readonly Delivery[]> => {
  const { maximumRecordAgeSeconds: age } = use.settings;
  const limit = age === -1 ? Number.NEGATIVE_INFINITY : use.now() - age * 1000;
  const young = deliveries.findIndex(({ at }) => at >= limit);
  const old = young === -1 ? deliveries.length : young;
  await giveUp(use, 'RecordAgeExceeded', deliveries.slice(0, old));
  return deliveries.slice(old);
};

/** How many records the handler took, from the first on, and why not all. */
const invoke = async (
  { handler, settings }: BatchDelivery,
  deliveries: readonly Delivery[],
): Promise<{ handed: number; error?: unknown }> => {
  try {
    const answer = await handler({ Records: deliveries.map(({ record }) => record) });
    if (!settings.reportBatchItemFailures) return { handed: deliveries.length };
    return { handed: lowestFailure(answer, deliveries), error: 'the handler reported it as failed' };
  } catch (error) {
    return { handed: 0, error };
  }
};

const batchResponse = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })
  .nullish();

const lowestFailure = (answer: unknown, deliveries: readonly Delivery[]): number => {
  const { success, data } = batchResponse.safeParse(answer);
  if (!success) return 0;
  const failed = (data?.batchItemFailures ?? []).map(({ itemIdentifier }) =>
    deliveries.findIndex(({ sequenceNumber }) => sequenceNumber === itemIdentifier),
  );
  return Math.max(0, Math.min(deliveries.length, ...failed));
};

const giveUp = async (
  use: BatchDelivery,
  reason: Failed['reason'],
  deliveries: readonly Delivery[],
): Promise<void> => {
  if (deliveries.length === 0) return;
  await use.giveUp(
    reason,
    deliveries.map(({ record }) => record),
  );
  await doneWith(use, deliveries);
};

const doneWith = async ({ checkpoint }: BatchDelivery, deliveries: readonly Delivery[]): Promise<void> => {
  const last = deliveries.at(-1);
  if (last) await checkpoint(last.sequenceNumber);
};
