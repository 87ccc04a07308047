import { sha256 } from '../adapters/sha256.ts';
import { checkEmergency } from './check-emergency.ts';
import { project } from './project.ts';
import { updateEmergency } from './update-emergency.ts';
import { wirePersonalData } from './wire-personal-data.ts';
import type { Wires } from './wires.ts';
import {
  database,
  wireBoard,
  wireCaller,
  wireDirectory,
  wireLeaves,
  wireSendBudget,
  wireStore,
} from './wiring.ts';

/** Lambdas that need tables and keys only, each made from its environment. A file for each kind of client, so that a bundle has no other. */
export const wireUpdateEmergency = (wires: Wires) => updateEmergency(wireCaller(wires));

export const wireCheckEmergency = (wires: Wires) => {
  const db = database(wires);
  return checkEmergency({ ...wires, store: wireStore(wires, db), board: wireBoard(wires, db) });
};

/** What the projector and a rebuild write with. */
export const wireProjections = (wires: Wires) => {
  const db = database(wires);
  return {
    store: wireStore(wires, db),
    board: wireBoard(wires, db),
    directory: wireDirectory(wires, db),
    leaves: wireLeaves(wires, db),
    personalData: wirePersonalData(wires),
    sendBudget: wireSendBudget(wires, db),
  };
};

export const wireProject = (wires: Wires) =>
  project({ ...wireProjections(wires), sha256, log: wires.log, system: wires.system });
