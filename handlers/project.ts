import type { Log } from '../adapters/log.ts';
import * as z from '../domain/zod.ts';
import type { BatchResponse } from '../projections/batch.ts';
import { type ComparePorts, compareRows } from '../projections/compare-rows.ts';
import { repairEvent } from '../projections/parked-records.ts';
import { type ProjectPorts, projectBatch } from '../projections/project.ts';
import { type RepairPorts, repairRows } from '../projections/repair-rows.ts';

/** The event of the schedule that compares rows. */
const comparison = z.object({ compare: z.literal('rows') });

/** Logs every row that the log does not explain; the line raises the alarm. */
const compare = async (ports: ComparePorts & { log: Log }): Promise<void> => {
  for await (const { stream, reason } of compareRows(ports))
    ports.log('error', 'row does not match the log', { function: 'Project', stream, status: reason });
};

/**
 * `Project`: writes the board, the directory and the leaves from the log's stream; on schedules, repairs rows that are behind,
 * and compares all of them with the log.
 */
export const project =
  (ports: ProjectPorts & RepairPorts & ComparePorts) =>
  async (event: unknown): Promise<BatchResponse> => {
    const toRepair = repairEvent.safeParse(event);
    if (toRepair.success) await repairRows(ports, toRepair.data.repair);
    else if (comparison.safeParse(event).success) await compare(ports);
    else return projectBatch(ports, event);
    return { batchItemFailures: [] };
  };
