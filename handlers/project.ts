import { type ProjectPorts, projectBatch } from '../projections/project.ts';

/** `Project`: the log's stream onto the emergency board and the administrators' directory. */
export const project = (ports: ProjectPorts) => (event: unknown) => projectBatch(ports, event);
