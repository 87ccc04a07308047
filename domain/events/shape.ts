import { instant } from '../envelope.ts';
import { PHONE_TYPES } from '../ports.ts';
import * as z from '../zod.ts';

/**
 * One kind of event: the number of its present shape, a sentence for the catalogue, the facts it carries, and the
 * facts that never leave on the bus. A shape, once written, is never changed: raise `schema` and add an upcaster.
 */
export type Shape<Data extends z.ZodMiniObject = z.ZodMiniObject> = {
  schema: number;
  says: string;
  data: () => Data;
  hidden?: readonly string[];
};

export type EventOf<Shapes extends Record<string, Shape>> = {
  [Type in keyof Shapes & string]: { type: Type; data: z.infer<ReturnType<Shapes[Type]['data']>> };
}[keyof Shapes & string];

/** The facts an event carries. Their schema is made when the first such event is met: a Lambda meets few kinds, and starts cold. */
export const facts = <Fields extends z.core.$ZodLooseShape>(fields: () => Fields) =>
  z.once(() => z.strictObject(fields()));

export const id = z.text(1, 80);
export const sealed = z.once(() =>
  z.described(
    z.text(1, 1000),
    'personal data under the subject’s own key (AES-256-GCM); unreadable once that is deleted',
  ),
);
/** Characters of a text that callers hear. */
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
    mcc: z.described(z.nullable(z.upTo(3)), 'the carrier’s mobile country code (E.212)'),
    mnc: z.described(z.nullable(z.upTo(3)), 'the carrier’s mobile network code (E.212)'),
    country: z.nullable(z.upTo(3)),
  }),
);
export const maybeInstant = z.once(() => z.nullable(instant));
/** Who acted without a proof on the phone, and why: a rule on the bus alarms on it. Null when it was done in the ordinary way. */
export const breakGlass = z.once(() =>
  z.described(
    z.nullable(z.strictObject({ principal: z.text(1, 200), reason: z.upTo(200) })),
    'the operator who acted past the phone, and why; null in the ordinary way',
  ),
);
export type BreakGlass = NonNullable<z.infer<ReturnType<typeof breakGlass>>>;
