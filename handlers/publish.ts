import type { BatchResponse } from '../projections/batch.ts';
import { repairEvent } from '../projections/parked-records.ts';
import { publishBatch } from '../projections/publish.ts';
import { type PublishParkedPorts, publishParked } from '../projections/publish-parked.ts';

/** `Publish`: sends the log's stream to the event bus; on a schedule, the records that were parked. */
export const publish =
  (ports: PublishParkedPorts) =>
  async (event: unknown): Promise<BatchResponse> => {
    const toRepair = repairEvent.safeParse(event);
    if (!toRepair.success) return publishBatch(ports, event);
    await publishParked(ports, toRepair.data.repair);
    return { batchItemFailures: [] };
  };
