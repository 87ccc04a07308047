import { boardTable } from '../../adapters/board.ts';
import { directoryTable } from '../../adapters/directory.ts';
import { dynamoEventStore } from '../../adapters/dynamo-event-store.ts';
import { dynamoCheckpoints, dynamoLeafLog } from '../../adapters/dynamo-leaf-log.ts';
import { dynamoSendBudget } from '../../adapters/send-budget.ts';
import { sha256 } from '../../adapters/sha256.ts';
import { subjectsIn } from '../../adapters/subjects.ts';
import type { PersonalData } from '../../domain/emergency/index.ts';
import { once } from '../../domain/zod.ts';
import { boardBehind, directoryBehind } from '../../use-cases/queries/behind.ts';
import { type AppContext, documentClient } from './clients.ts';

export const createEventStore = (ctx: AppContext) =>
  dynamoEventStore(documentClient(ctx), ctx.environment.EVENTS_TABLE, { origin: ctx.config.origin, sha256 });

export const createLeafLog = (ctx: AppContext) =>
  dynamoLeafLog(documentClient(ctx), ctx.environment.EVENTS_TABLE);

export const createCheckpoints = (ctx: AppContext) =>
  dynamoCheckpoints(documentClient(ctx), ctx.environment.EVENTS_TABLE);

export const createBoardTable = (ctx: AppContext) =>
  boardTable(documentClient(ctx), ctx.environment.BOARD_TABLE);

export const createDirectoryTable = (ctx: AppContext) =>
  directoryTable(documentClient(ctx), ctx.environment.DIRECTORY_TABLE);

export const createSendBudget = (ctx: AppContext) =>
  dynamoSendBudget(documentClient(ctx), ctx.environment.SEND_BUDGET_TABLE);

/** Encrypts and decrypts names and numbers. The KMS client is loaded at the first use: most events have none. */
export const createPersonalData = (ctx: AppContext): PersonalData => {
  const created = once(async () => (await import('./keys.ts')).kmsPersonalData(ctx));
  return {
    encrypt: async (...all) => (await created()).encrypt(...all),
    decrypt: async (...all) => (await created()).decrypt(...all),
    deleteKey: async (...all) => (await created()).deleteKey(...all),
  };
};

/** What the projector and a rebuild read and write. */
export const createStores = (ctx: AppContext) => ({
  store: createEventStore(ctx),
  board: createBoardTable(ctx),
  directory: createDirectoryTable(ctx),
  leaves: createLeafLog(ctx),
  personalData: createPersonalData(ctx),
  sendBudget: createSendBudget(ctx),
});

/** What the command and the API read, and how far each read model is behind the log. */
export const createQueries = (ctx: AppContext) => {
  const stores = createStores(ctx);
  const locations = ctx.config.locations.map(({ id }) => id);
  const subjects = subjectsIn(documentClient(ctx), ctx.environment.SUBJECT_KEYS_TABLE);
  return {
    ...stores,
    system: ctx.system,
    checkpoints: createCheckpoints(ctx),
    boardBehind: () => boardBehind(stores, locations),
    directoryBehind: () => directoryBehind(stores, subjects),
  };
};
