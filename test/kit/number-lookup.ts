import { type NumberLookup, type Phone, UNKNOWN_PHONE } from '../../domain/emergency/ports.ts';

export const MOBILE: Phone = {
  type: 'MOBILE',
  carrier: 'Example Mobile',
  mcc: '525',
  mnc: '01',
  country: 'SG',
};
export const LANDLINE: Phone = {
  type: 'LANDLINE',
  carrier: 'Example Fixed',
  mcc: null,
  mnc: null,
  country: 'SG',
};
/** A number that the provider cannot look up. */
export const NO_ANSWER = UNKNOWN_PHONE;

export type MemoryLookup = NumberLookup & { phones: Map<string, Phone> };

/** Looks up `phones`; every other number is a mobile. */
export const memoryLookup = (): MemoryLookup => {
  const phones = new Map<string, Phone>();
  const lookup: NumberLookup['lookup'] = async (number) => {
    const phone = phones.get(number.reveal()) ?? MOBILE;
    return phone.type === 'UNKNOWN'
      ? { found: false, detail: 'AccessDeniedException' }
      : { found: true, phone };
  };
  return { phones, lookup };
};
