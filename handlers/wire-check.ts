import { checkEmergency } from './check-emergency.ts';
import { database, wireBoard, wireStore } from './wire-tables.ts';
import type { Wires } from './wires.ts';

/** The Lambda that reads the board and the log and nothing else. */
export const wireCheckEmergency = (wires: Wires) => {
  const db = database(wires);
  return checkEmergency({ ...wires, store: wireStore(wires, db), board: wireBoard(wires, db) });
};
