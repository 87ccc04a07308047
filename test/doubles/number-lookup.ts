import type { NumberLookup, Phone } from '../../domain/ports.ts';

export const MOBILE: Phone = { type: 'MOBILE', carrier: 'Example Mobile', country: 'SG' };
export const LANDLINE: Phone = { type: 'LANDLINE', carrier: 'Example Fixed', country: 'SG' };
export const NO_ANSWER: Phone = { type: 'UNKNOWN', carrier: null, country: null };

export type MemoryLookup = NumberLookup & { phones: Map<string, Phone> };

/** Answers from `phones`; every other number is a mobile. */
export const memoryLookup = (): MemoryLookup => {
  const phones = new Map<string, Phone>();
  return { phones, lookup: async (number) => phones.get(number.reveal()) ?? MOBILE };
};
