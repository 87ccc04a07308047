import * as z from '../domain/zod.ts';
import type { BatchResponse } from '../projections/batch.ts';
import { type ComparePorts, READ_MODELS } from '../projections/compare-rows.ts';
import { correctRows } from '../projections/correct-rows.ts';
import { repairEvent } from '../projections/parked-records.ts';
import { type ProjectPorts, projectBatch } from '../projections/project.ts';
import { type RepairPorts, repairRows } from '../projections/repair-rows.ts';

/** The event of the schedules that compare a read model with the log. */
const comparison = z.object({ compare: z.enum(READ_MODELS) });

/**
 * `Project`: writes the board, the directory and the leaves from the log's stream; on schedules, repairs the rows of parked
 * records, and those that differ from the log.
 */
export const project =
  (ports: ProjectPorts & RepairPorts & ComparePorts) =>
  async (event: unknown): Promise<BatchResponse> => {
    const parked = repairEvent.safeParse(event);
    const compared = comparison.safeParse(event);
    if (parked.success) await repairRows(ports, parked.data.repair);
    else if (compared.success) await correctRows(ports, compared.data.compare);
    else return projectBatch(ports, event);
    return { batchItemFailures: [] };
  };
