import { z } from 'zod';
import { instant } from '../envelope.ts';
import { PHONE_TYPES } from '../ports.ts';

/**
 * One kind of event: the number of its present shape, a sentence for the catalogue, the facts it carries, and the
 * facts that never leave on the bus. A shape, once written, is never changed: raise `schema` and add an upcaster.
 */
export type Shape<Data extends z.ZodObject = z.ZodObject> = {
  schema: number;
  says: string;
  data: Data;
  hidden?: readonly string[];
};

export type EventOf<Shapes extends Record<string, Shape>> = {
  [Type in keyof Shapes & string]: { type: Type; data: z.infer<Shapes[Type]['data']> };
}[keyof Shapes & string];

export const id = z.string().min(1).max(80);
export const sealed = z
  .string()
  .min(1)
  .max(1000)
  .describe('personal data under the subject’s own key (AES-256-GCM); unreadable once that is deleted');
/** Characters of a text that callers hear. */
export const LONGEST_TEXT = 1000;
export const texts = z
  .record(z.string().min(2).max(12), z.string().min(1).max(LONGEST_TEXT))
  .describe('the same text in every language of the line, by language code');
export const phone = z.strictObject({
  type: z.enum(PHONE_TYPES),
  carrier: z.string().max(120).nullable(),
  country: z.string().max(3).nullable(),
});
export const maybeInstant = instant.nullable();
/** Who acted without a proof on the phone, and why: a rule on the bus alarms on it. Null when it was done in the ordinary way. */
export const breakGlass = z
  .strictObject({ principal: z.string().min(1).max(200), reason: z.string().max(200) })
  .nullable()
  .describe('the operator who acted past the phone, and why; null in the ordinary way');
export type BreakGlass = NonNullable<z.infer<typeof breakGlass>>;
