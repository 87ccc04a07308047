import type { LookupResult, PhoneType } from '../domain/emergency/index.ts';
import { errorName } from './error-name.ts';

/** A provider's reply, not yet validated. */
type Reply = Partial<Record<'type' | 'carrier' | 'mcc' | 'mnc' | 'country', unknown>>;

/**
 * Looks a number up once and maps the reply. A phone type that is not in `types` is a malformed reply.
 * @param types phone types by the provider's names
 */
export const lookUp = async (
  types: ReadonlyMap<string, PhoneType>,
  request: () => Promise<Reply>,
): Promise<LookupResult> => {
  try {
    const reply = await request();
    const type = typeof reply.type === 'string' ? types.get(reply.type) : undefined;
    if (type === undefined) return { found: false, detail: 'malformed-reply' };
    const { carrier, mcc, mnc, country } = reply;
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

/** Null also when it is longer than an event allows, as no PIN may fail because of it. */
const textOrNull = (value: unknown, longest: number): string | null =>
  typeof value === 'string' && value !== '' && value.length <= longest ? value : null;
