import * as z from '../domain/zod.ts';
import type { BatchResponse } from '../projections/batch.ts';
import { type ProjectPorts, projectBatch } from '../projections/project.ts';
import { type RepairPorts, repairRows } from '../projections/repair-rows.ts';

/** The schedule's event: the object name prefix of the records that Lambda discarded. */
const scheduled = z.object({ repair: z.string() });

/** `Project`: writes the board, the directory and the leaves from the log's stream; on a schedule, repairs rows that are behind. */
export const project =
  (ports: ProjectPorts & RepairPorts) =>
  async (event: unknown): Promise<BatchResponse> => {
    const { success, data } = scheduled.safeParse(event);
    if (!success) return projectBatch(ports, event);
    await repairRows(ports, data.repair);
    return { batchItemFailures: [] };
  };
