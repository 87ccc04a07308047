import type * as z from '../zod.ts';
import { configFields } from './config.ts';
import type { Fault, Path } from './cross-fields.ts';
import { didYouMean } from './nearest.ts';

type Issue = z.core.$ZodIssue;
/** The parts of a schema's definition that lead to the schemas within. */
type Definition = {
  shape?: Record<string, z.core.$ZodType>;
  innerType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  options?: readonly z.core.$ZodType[];
  values?: readonly unknown[];
};

const definitionOf = (schema: z.core.$ZodType): Definition => schema._zod.def as Definition;

/** A schema without its default, or each alternative of a union. */
const alternatives = (schema: z.core.$ZodType): z.core.$ZodType[] => {
  const { innerType, options } = definitionOf(schema);
  if (innerType) return alternatives(innerType);
  return options ? options.flatMap(alternatives) : [schema];
};

/** The names of the fields that the schema knows at a path. */
const fieldsAt = (path: readonly PropertyKey[]): string[] =>
  path
    .reduce<z.core.$ZodType[]>(
      (schemas, key) =>
        schemas.flatMap((schema) => {
          const { shape, element, valueType } = definitionOf(schema);
          const next = shape?.[String(key)] ?? element ?? valueType;
          return next ? alternatives(next) : [];
        }),
      [configFields],
    )
    .flatMap((schema) => Object.keys(definitionOf(schema).shape ?? {}));

const valueAt = (path: readonly PropertyKey[], json: unknown): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], json);

const isOfOtherType = (issues: readonly Issue[]): boolean =>
  issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0);

/** Of a value that fits no alternative of a union, the issues of the one that it was most probably meant to be. */
const meant = (issue: Issue): Issue[] => {
  if (issue.code !== 'invalid_union') return [issue];
  const [best] = issue.errors
    .filter((issues) => !isOfOtherType(issues))
    .toSorted((one, other) => one.length - other.length);
  if (!best) return [issue];
  return best.flatMap((within) => meant({ ...within, path: [...issue.path, ...within.path] }));
};

/** The known words near the one that was typed. */
const suggestion = (issue: Issue, json: unknown): string => {
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(issue.path);
    return issue.keys.map((key) => didYouMean(key, known)).join('');
  }
  const typed = valueAt(issue.path, json);
  if (typeof typed !== 'string') return '';
  if (issue.code === 'invalid_value') return didYouMean(typed, issue.values.map(String));
  return issue.code === 'invalid_union' && 'options' in issue
    ? didYouMean(typed, (issue.options ?? []).map(String))
    : '';
};

/** What the schema refuses, as faults with the known word that was probably meant. */
export const faultsOfIssue = (issue: Issue, json: unknown): Fault[] =>
  meant(issue).map((one) => ({
    path: one.path as Path,
    message: `${one.message}${suggestion(one, json)}`,
  }));
