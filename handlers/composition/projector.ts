import { sha256 } from '../../adapters/sha256.ts';
import { subjectsIn } from '../../adapters/subjects.ts';
import type { FailedRecords, NumberReservations, PersonalData } from '../../domain/emergency/index.ts';
import { once } from '../../domain/zod.ts';
import { boardBehind, directoryBehind } from '../../use-cases/queries/behind.ts';
import { project } from '../project.ts';
import type { AppContext } from './context.ts';
import {
  createBoardTable,
  createCheckpoints,
  createDirectoryTable,
  createEventStore,
  createLeafLog,
  createSendBudget,
  documentClient,
} from './stores.ts';

/** Encrypts and decrypts names and numbers. The KMS client is loaded at the first use: most events have none. */
export const createPersonalData = (ctx: AppContext): PersonalData => {
  const created = once(async () => (await import('./keys.ts')).kmsPersonalData(ctx));
  return {
    encrypt: async (...all) => (await created()).encrypt(...all),
    decrypt: async (...all) => (await created()).decrypt(...all),
    deleteKey: async (...all) => (await created()).deleteKey(...all),
  };
};

/** Reserves the numbers of administrators. The KMS client is loaded at the first use. */
const createNumberReservations = (ctx: AppContext): NumberReservations => {
  const created = once(async () => (await import('./keys.ts')).kmsNumberReservations(ctx));
  return {
    reserve: async (...all) => (await created()).reserve(...all),
    release: async (...all) => (await created()).release(...all),
  };
};

/** The stores that the projector and a rebuild use. */
export const createStores = (ctx: AppContext) => ({
  store: createEventStore(ctx),
  board: createBoardTable(ctx),
  directory: createDirectoryTable(ctx),
  leaves: createLeafLog(ctx),
  personalData: createPersonalData(ctx),
  sendBudget: createSendBudget(ctx),
  numberReservations: createNumberReservations(ctx),
});

const subjectsOf = (ctx: AppContext) => subjectsIn(documentClient(ctx), ctx.environment.SUBJECT_KEYS_TABLE);
const locationsOf = ({ config }: AppContext) => config.locations.map(({ id }) => id);

/** The stores that the `emergency` command and the API read, and how far each read model is behind the log. */
export const createQueries = (ctx: AppContext) => {
  const stores = createStores(ctx);
  const locations = locationsOf(ctx);
  return {
    ...stores,
    system: ctx.system,
    checkpoints: createCheckpoints(ctx),
    locations,
    subjects: () => subjectsOf(ctx),
    boardBehind: () => boardBehind(stores, locations),
    directoryBehind: () => directoryBehind(stores, subjectsOf(ctx)),
  };
};

export const createProjector = (ctx: AppContext, failed: FailedRecords) =>
  project({
    ...createStores(ctx),
    failed,
    sha256,
    log: ctx.log,
    system: ctx.system,
    locations: locationsOf(ctx),
    subjects: () => subjectsOf(ctx),
  });
