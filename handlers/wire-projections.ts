import { sha256 } from '../adapters/sha256.ts';
import type { FailedRecords } from '../domain/ports.ts';
import { project } from './project.ts';
import { wirePersonalData } from './wire-personal-data.ts';
import { database, wireBoard, wireDirectory, wireLeaves, wireSendBudget, wireStore } from './wire-tables.ts';
import type { Wires } from './wires.ts';

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

export const wireProject = (wires: Wires, failed: FailedRecords) =>
  project({ ...wireProjections(wires), failed, sha256, log: wires.log, system: wires.system });
