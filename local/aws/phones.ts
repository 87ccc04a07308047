import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A number's carrier data, with Pinpoint's names of types. */
export type NetworkPhone = {
  type: 'MOBILE' | 'PREPAID' | 'LANDLINE' | 'VOIP' | 'OTHER' | 'INVALID';
  carrier: string | null;
  /** Mobile country code and mobile network code. */
  mcc?: string;
  mnc?: string;
  country: string | null;
};

/** Derives type and country of a number from the numbering plans. */
export const byNumberingPlan = (number: string): NetworkPhone => {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed?.isValid()) return { type: 'INVALID', carrier: null, country: null };
  const type = TYPES.get(parsed.getType() ?? '') ?? 'OTHER';
  return { type, carrier: null, country: parsed.country ?? null };
};

/** A number in E.164, without a trunk prefix that a person left after the country's code. */
export const cleansed = (number: string): string => parsePhoneNumberFromString(number)?.number ?? number;

const TYPES = new Map<string, NetworkPhone['type']>([
  ['MOBILE', 'MOBILE'],
  // North American numbers do not distinguish the two.
  ['FIXED_LINE_OR_MOBILE', 'MOBILE'],
  ['FIXED_LINE', 'LANDLINE'],
  ['VOIP', 'VOIP'],
]);
