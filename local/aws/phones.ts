import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A number as the networks know it, with Pinpoint's names for its type. */
export type NetworkPhone = {
  type: 'MOBILE' | 'PREPAID' | 'LANDLINE' | 'VOIP' | 'OTHER' | 'INVALID';
  carrier: string | null;
  /** The carrier's codes, where the test or the demo names them. */
  mcc?: string;
  mnc?: string;
  country: string | null;
};

/** What the local line was told of a number; for one it was not told of, what its digits say by the numbering plans. */
export const phoneOf = (known: (number: string) => NetworkPhone | undefined, number: string): NetworkPhone =>
  known(number) ?? byNumberingPlan(number);

const byNumberingPlan = (number: string): NetworkPhone => {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed?.isValid()) return { type: 'INVALID', carrier: null, country: null };
  const type = TYPES.get(parsed.getType() ?? '') ?? 'OTHER';
  return { type, carrier: null, country: parsed.country ?? null };
};

const TYPES = new Map<string, NetworkPhone['type']>([
  ['MOBILE', 'MOBILE'],
  // North America does not tell them apart by number.
  ['FIXED_LINE_OR_MOBILE', 'MOBILE'],
  ['FIXED_LINE', 'LANDLINE'],
  ['VOIP', 'VOIP'],
]);
