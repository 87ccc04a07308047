import { type E164, type LookupResult, type PhoneType, parseE164 } from '../domain/emergency/index.ts';
import { errorName } from './error-name.ts';

/** A provider's reply, not yet validated. */
type Reply = Partial<Record<'e164' | 'type' | 'carrier' | 'mcc' | 'mnc' | 'country', unknown>>;

/**
 * Looks a number up once and maps the reply. A phone type that is not in `types` is a malformed reply.
 * @param types phone types by the provider's names
 */
export const lookUp = async (
  number: E164,
  types: ReadonlyMap<string, PhoneType>,
  request: () => Promise<Reply>,
): Promise<LookupResult> => {
  try {
    const reply = await request();
    const type = typeof reply.type === 'string' ? types.get(reply.type) : undefined;
    if (type === undefined) return { found: false, detail: 'malformed-reply' };
    const { carrier, mcc, mnc, country } = reply;
    const known = parseE164(reply.e164);
    return {
      found: true,
      ...(known && known.reveal() !== number.reveal() ? { otherNumber: known } : {}),
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
