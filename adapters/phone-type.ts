import type { LookupResult, PhoneType } from '../domain/emergency/index.ts';
import { errorName } from './error-name.ts';

/** The members of a provider's answer, whatever it sent in them. */
type Answer = Partial<Record<'type' | 'carrier' | 'mcc' | 'mnc' | 'country', unknown>>;

/**
 * Looks a number up once, in our words. A type the provider has no right to send is not an answer; an empty text is null.
 * @param types the provider's names for the types of numbers
 */
export const lookUp = async (
  types: ReadonlyMap<string, PhoneType>,
  ask: () => Promise<Answer>,
): Promise<LookupResult> => {
  try {
    const answer = await ask();
    const type = typeof answer.type === 'string' ? types.get(answer.type) : undefined;
    if (type === undefined) return { found: false, detail: 'malformed-reply' };
    const { carrier, mcc, mnc, country } = answer;
    return {
      found: true,
      phone: {
        type,
        carrier: textOrNull(carrier, 120),
        mcc: textOrNull(mcc, 3),
        mnc: textOrNull(mnc, 3),
        country: textOrNull(country, 3),
      },
    };
  } catch (error) {
    return { found: false, detail: errorName(error) };
  }
};

/** Null too when it is longer than an event has room for: a PIN must not fail for it. */
const textOrNull = (value: unknown, longest: number): string | null =>
  typeof value === 'string' && value !== '' && value.length <= longest ? value : null;
