import type { Item } from '../../domain/ledger/event-store.ts';
import type { BatchResponse } from '../../projections/batch.ts';
import { type StreamRecord, sequenceNumber, streamRecord } from './stream-records.ts';

type Consumer = (event: unknown) => Promise<BatchResponse>;

const TRIES = 50;

/**
 * Feeds one consumer with the table's new records, as Lambda's event source mapping does: in order, in batches of
 * `size`, continuing from the earliest record reported as failed, or from the batch's first when the consumer threw.
 */
export const pump = (items: readonly Item[], consume: Consumer, size = () => 100): (() => Promise<void>) => {
  let next = 0;
  const deliver = async (records: StreamRecord[]) => {
    const { batchItemFailures } = await consume({ Records: records });
    const undone = batchItemFailures[0]?.itemIdentifier;
    return undone === undefined
      ? records.length
      : records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === undone);
  };
  return async () => {
    for (let left = TRIES; next < items.length; left -= 1) {
      if (left === 0) throw new Error(`the consumer did not get past ${sequenceNumber(next)}`);
      const batch = items.slice(next, next + size()).map((item, index) => streamRecord(item, next + index));
      const done = await deliver(batch).catch(() => 0);
      if (done > 0) left = TRIES + 1;
      next += done;
    }
  };
};
