import type { Phone, PhoneType } from '../domain/ports.ts';

/** What is said of a number when the provider did not answer. */
export const UNKNOWN_PHONE: Phone = { type: 'UNKNOWN', carrier: null, country: null };

/** A provider's answer in our words. A type it has no right to send is `UNKNOWN`, an empty text is null. */
export const phone = (
  types: ReadonlyMap<string, PhoneType>,
  type: unknown,
  carrier: unknown,
  country: unknown,
): Phone => ({
  type: (typeof type === 'string' && types.get(type)) || 'UNKNOWN',
  carrier: textOrNull(carrier),
  country: textOrNull(country),
});

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
