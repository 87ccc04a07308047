import { dynamoCheckpoints } from '../adapters/dynamo-leaf-log.ts';
import { subjectsIn } from '../adapters/subjects.ts';
import { boardBehind, directoryBehind } from '../projections/behind.ts';
import { wireProjections } from './wire-projections.ts';
import { database } from './wire-tables.ts';
import type { Wires } from './wires.ts';

/** What the command and the API answer from, and how far each read model is behind the log. */
export const wireQueries = (wires: Wires) => {
  const { environment, config, system } = wires;
  const db = database(wires);
  const ports = wireProjections(wires);
  const locations = config.locations.map(({ id }) => id);
  return {
    ...ports,
    system,
    checkpoints: dynamoCheckpoints(db, environment.EVENTS_TABLE),
    boardBehind: () => boardBehind(ports, locations),
    directoryBehind: () => directoryBehind(ports, subjectsIn(db, environment.SUBJECT_KEYS_TABLE)),
  };
};
