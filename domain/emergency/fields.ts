import { instant } from '../ledger/index.ts';
import * as z from '../zod.ts';
import { PHONE_TYPES } from './ports.ts';

/** Fields that several events share. The larger schemas are built on first use, to keep cold starts short. */
export const id = z.text(1, 80);
export const encrypted = z.once(() =>
  z.described(
    z.text(1, 1000),
    "personal data, encrypted under the subject's own key (AES-256-GCM); unreadable once that key is deleted",
  ),
);
/** Longest text that callers hear, in characters. */
export const LONGEST_TEXT = 1000;
export const texts = z.once(() =>
  z.described(
    z.record(z.text(2, 12), z.text(1, LONGEST_TEXT)),
    'the same text in every language of the line, by language code',
  ),
);
export const phone = z.once(() =>
  z.strictObject({
    type: z.enum(PHONE_TYPES),
    carrier: z.nullable(z.upTo(120)),
    mcc: z.described(z.nullable(z.upTo(3)), "the carrier's mobile country code (E.212)"),
    mnc: z.described(z.nullable(z.upTo(3)), "the carrier's mobile network code (E.212)"),
    country: z.nullable(z.upTo(3)),
  }),
);
export const maybeInstant = z.once(() => z.nullable(instant));
/** A rule on the bus raises an alarm on every event in which this is not null. */
export const breakGlass = z.once(() =>
  z.described(
    z.nullable(z.strictObject({ principal: z.text(1, 200), reason: z.upTo(200) })),
    'the operator who bypassed the phone flow, and the reason; null on the phone',
  ),
);
export type BreakGlass = NonNullable<z.infer<ReturnType<typeof breakGlass>>>;

export const ACTIONS = ['set', 'remove'] as const;
export const action = z.once(() => z.enum(ACTIONS));

/** The end of a sentence about a break-glass action; empty for other events. */
export const byBreakGlass = (breakGlass: BreakGlass | null): string =>
  breakGlass ? ` (break-glass by ${breakGlass.principal}: ${breakGlass.reason || 'no reason given'})` : '';

/** Upcasts a payload written before the carrier codes were recorded. */
export const withoutCarrierCodes = (old: Record<string, unknown>) => ({
  ...old,
  phone: { ...(old.phone as Record<string, unknown>), mcc: null, mnc: null },
});
