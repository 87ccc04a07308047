import { checkEmergency } from './check-emergency.ts';
import { createBoardTable, createEventStore, documentClient } from './wire-tables.ts';
import type { AppContext } from './wires.ts';

/** The Lambda that reads the board and the log and nothing else. */
export const createCheckEmergency = (ctx: AppContext) => {
  const db = documentClient(ctx);
  return checkEmergency({ ...ctx, store: createEventStore(ctx, db), board: createBoardTable(ctx, db) });
};
