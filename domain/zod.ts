import * as z from 'zod/mini';
import { validationWords } from './validation-words.ts';

/**
 * zod for the domain and the handlers: zod/mini with our own messages and a few short forms. Classic zod adds 90 KB, and
 * building and parsing with it doubled a Lambda's first import.
 */
// Before the locale, which classic zod sets when it is imported.
z.config({ customError: validationWords });

export * from 'zod/mini';

/** A text of `least` to `most` characters. */
export const text = (least: number, most?: number) =>
  z.string().check(z.minLength(least), ...(most === undefined ? [] : [z.maxLength(most)]));

export const upTo = (most: number) => z.string().check(z.maxLength(most));

/** A text that matches a pattern; `message` is the error when it does not. */
export const matching = (pattern: RegExp, message?: string) => z.string().check(z.regex(pattern, message));

/** A whole number within bounds, both included. */
export const whole = (least: number, most?: number) =>
  z.int().check(z.minimum(least), ...(most === undefined ? [] : [z.maximum(most)]));

/** The same schema with a description for the generated documentation. */
export const described = <Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema => {
  const copy = schema.clone();
  z.globalRegistry.add(copy, { description });
  return copy as Schema;
};

/** Computes a value on first use and caches it. */
export const once = <Value>(create: () => Value): (() => Value) => {
  let cached: { value: Value } | undefined;
  return () => {
    cached ??= { value: create() };
    return cached.value;
  };
};
