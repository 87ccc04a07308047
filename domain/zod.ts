import { en } from 'zod/locales';
import * as z from 'zod/mini';

/**
 * zod as the domain and the handlers use it: its mini form, its English messages, and a few words for what is said most.
 * The classic form brings 90 KB of methods along, and building and parsing with it doubled a Lambda's first import.
 */
z.config(en());

export * from 'zod/mini';

/** A text of so many characters. */
export const text = (least: number, most?: number) =>
  z.string().check(z.minLength(least), ...(most === undefined ? [] : [z.maxLength(most)]));

export const upTo = (most: number) => z.string().check(z.maxLength(most));

/** A text of this form; `says` is the error when it has another. */
export const matching = (form: RegExp, says?: string) => z.string().check(z.regex(form, says));

/** A whole number within bounds, both included. */
export const whole = (least: number, most?: number) =>
  z.int().check(z.minimum(least), ...(most === undefined ? [] : [z.maximum(most)]));

/** The same schema with a sentence for the documentation made from it. */
export const described = <Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema => {
  const copy = schema.clone();
  z.globalRegistry.add(copy, { description });
  return copy as Schema;
};

/** What is made when it is first asked for, and kept. */
export const once = <Made>(make: () => Made): (() => Made) => {
  let made: { it: Made } | undefined;
  return () => {
    made ??= { it: make() };
    return made.it;
  };
};
