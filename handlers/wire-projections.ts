import { sha256 } from '../adapters/sha256.ts';
import type { FailedRecords } from '../domain/emergency/index.ts';
import { project } from './project.ts';
import { createPersonalData } from './wire-personal-data.ts';
import {
  createBoardTable,
  createDirectoryTable,
  createEventStore,
  createLeafLog,
  createSendBudget,
  documentClient,
} from './wire-tables.ts';
import type { AppContext } from './wires.ts';

/** What the projector and a rebuild write with. */
export const createStores = (ctx: AppContext) => {
  const db = documentClient(ctx);
  return {
    store: createEventStore(ctx, db),
    board: createBoardTable(ctx, db),
    directory: createDirectoryTable(ctx, db),
    leaves: createLeafLog(ctx, db),
    personalData: createPersonalData(ctx),
    sendBudget: createSendBudget(ctx, db),
  };
};

export const createProjector = (ctx: AppContext, failed: FailedRecords) =>
  project({ ...createStores(ctx), failed, sha256, log: ctx.log, system: ctx.system });
