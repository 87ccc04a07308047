import { z } from 'zod';
import { QUOTAS } from './quotas.ts';
import { isDynamic, parseReference, referenceFault } from './references.ts';
import { containsPlaceholder } from './tokens.ts';

/*
 * Kinds of field in the flow language. Every scalar is a string (measured: 1,753 of 1,753 actions). The reference states
 * the kind of each field ("must be defined statically", "statically or dynamically", "a single valid JSONPath
 * identifier"). An issue has the lint's rule in `params.rule`.
 */

const refuse = (context: z.RefinementCtx, rule: string, message: string) =>
  context.addIssue({ code: 'custom', message, params: { rule } });

const checkReferences = (value: string, context: z.RefinementCtx, whole: { groups?: true } = {}) => {
  const fault = referenceFault(value, whole);
  if (fault) refuse(context, 'bad-reference', fault);
};

/** Static, and one of these words. */
export const word = <const Words extends readonly string[]>(...words: Words) => z.enum(words);

/** Static, and matching a pattern; `means` describes it in the error. */
export const pattern = (regex: RegExp, means: string) => z.string().regex(regex, `must be ${means}`);

/** Static, an integer in decimal digits. */
export const integer = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  z.string().superRefine((value, context) => {
    const fits = /^\d+$/u.test(value) && Number(value) >= least && Number(value) <= most;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    if (!fits) refuse(context, 'bad-value', `must be a whole number ${range}, as a string`);
  });

/** Static, free text. */
export const fixed = () =>
  z.string().superRefine((value, context) => {
    if (isDynamic(value)) refuse(context, 'static-field', 'must not contain a JSONPath');
  });

/** Text with any number of JSONPaths in it. */
export const text = (most: number = QUOTAS.promptCharacters) =>
  z
    .string()
    .max(most)
    .superRefine((value, context) => checkReferences(value, context));

/** As `text`; a JSONPath may also name a whole group of values, such as `$.Views` (measured in Lambda parameters). */
export const textOrGroup = () =>
  z.string().superRefine((value, context) => checkReferences(value, context, { groups: true }));

/** Either entirely static or exactly one JSONPath, never a mix. */
export const whole = () =>
  z.string().superRefine((value, context) => {
    if (isDynamic(value) && !parseReference(value)) {
      refuse(context, 'mixed-field', 'must be either static or exactly one JSONPath, not a mix');
    } else checkReferences(value, context);
  });

/** As `whole`; when static, an ARN of this service or a token. */
export const arnOf = (service: string) =>
  whole().refine(
    (value) =>
      isDynamic(value) ||
      containsPlaceholder(value) ||
      new RegExp(`^arn:[\\w-]+:${service}:`, 'u').test(value),
    { message: `must be an ARN of ${service} or one JSONPath`, params: { rule: 'bad-value' } },
  );

/** Exactly one JSONPath. */
export const path = () =>
  z.string().superRefine((value, context) => {
    if (!parseReference(value)) refuse(context, 'bad-reference', 'must be exactly one JSONPath');
    else checkReferences(value, context);
  });

/** Names of attributes: dynamic (measured), or static without `$` and `.` (admin guide). */
export const attributeName = () =>
  z.string().superRefine((value, context) => {
    if (isDynamic(value)) checkReferences(value, context);
    else if (/[$.]/u.test(value))
      refuse(context, 'bad-value', 'must be a JSONPath or contain neither "$" nor "."');
  });

const presence = (names: readonly string[], fits: (found: number) => boolean, means: string) =>
  [
    (value: unknown) =>
      typeof value !== 'object' ||
      value === null ||
      fits(names.filter((name) => Object.hasOwn(value, name)).length),
    // `when`: also when other fields are invalid, so that one run reports every problem.
    {
      message: `must have ${means} of ${names.join(', ')}`,
      params: { rule: 'field-count' },
      when: () => true,
    },
  ] as const;

/** For `refine`: how many of these fields must be present. */
export const exactlyOne = (...names: string[]) => presence(names, (found) => found === 1, 'exactly one');
export const atMostOne = (...names: string[]) => presence(names, (found) => found <= 1, 'at most one');
export const atLeastOne = (...names: string[]) => presence(names, (found) => found >= 1, 'at least one');
