import type { PersonalData } from '../domain/emergency/index.ts';
import { once } from '../domain/zod.ts';
import { dynamoClient } from './wire-tables.ts';
import type { AppContext } from './wires.ts';

/** Sealed names and numbers, the keys' client loaded for the first: most changes are of a location and have none. */
export const createPersonalData = (ctx: AppContext): PersonalData => {
  const made = once(async () => (await import('./personal-data.ts')).kmsPersonalData(ctx, dynamoClient(ctx)));
  return {
    encrypt: async (...all) => (await made()).encrypt(...all),
    decrypt: async (...all) => (await made()).decrypt(...all),
    deleteKey: async (...all) => (await made()).deleteKey(...all),
  };
};
