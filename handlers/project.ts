import * as z from '../domain/zod.ts';
import type { BatchResponse } from '../projections/batch.ts';
import { type MendPorts, mend } from '../projections/mend.ts';
import { type ProjectPorts, projectBatch } from '../projections/project.ts';

/** What the schedule sends: the prefix under which Lambda keeps what this function's mapping gave up. */
const scheduled = z.object({ mend: z.string() });

/** `Project`: the log's stream onto the emergency board and the administrators' directory; on a schedule, rows that are behind. */
export const project =
  (ports: ProjectPorts & MendPorts) =>
  async (event: unknown): Promise<BatchResponse> => {
    const { success, data } = scheduled.safeParse(event);
    if (!success) return projectBatch(ports, event);
    await mend(ports, data.mend);
    return { batchItemFailures: [] };
  };
