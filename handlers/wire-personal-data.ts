import type { PersonalData } from '../domain/ports.ts';
import { once } from '../domain/zod.ts';
import { dynamoClient } from './wire-tables.ts';
import type { Wires } from './wires.ts';

/** Sealed names and numbers, the keys' client loaded for the first: most changes are of a location and have none. */
export const wirePersonalData = (wires: Wires): PersonalData => {
  const made = once(async () =>
    (await import('./personal-data.ts')).personalDataOf(wires, dynamoClient(wires)),
  );
  return {
    seal: async (...all) => (await made()).seal(...all),
    unseal: async (...all) => (await made()).unseal(...all),
    forget: async (...all) => (await made()).forget(...all),
  };
};
