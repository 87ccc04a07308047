import { dynamoCheckpoints } from '../adapters/dynamo-leaf-log.ts';
import { subjectsIn } from '../adapters/subjects.ts';
import { boardBehind, directoryBehind } from '../use-cases/queries/behind.ts';
import { createStores } from './wire-projections.ts';
import { documentClient } from './wire-tables.ts';
import type { AppContext } from './wires.ts';

/** What the command and the API answer from, and how far each read model is behind the log. */
export const wireQueries = (ctx: AppContext) => {
  const { environment, config, system } = ctx;
  const db = documentClient(ctx);
  const ports = createStores(ctx);
  const locations = config.locations.map(({ id }) => id);
  return {
    ...ports,
    system,
    checkpoints: dynamoCheckpoints(db, environment.EVENTS_TABLE),
    boardBehind: () => boardBehind(ports, locations),
    directoryBehind: () => directoryBehind(ports, subjectsIn(db, environment.SUBJECT_KEYS_TABLE)),
  };
};
