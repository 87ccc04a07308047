import type { z } from 'zod';
import { isDynamic } from '../language/references.ts';
import type { Rule } from './rules.ts';

export type Fault = { path: readonly PropertyKey[]; rule: Rule; code: string; message: string };

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    input,
  );

const isScalar = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'boolean' || value === null;

const ruleOf = (issue: z.core.$ZodIssue, value: unknown): Rule => {
  if (value === undefined) return 'missing-parameter';
  if (isScalar(value)) return 'scalar-not-string';
  const named = issue.code === 'custom' ? (issue.params?.rule as Rule | undefined) : undefined;
  const rule = named ?? 'bad-value';
  const staticOnly = rule === 'bad-value' && issue.code !== 'too_big' && typeof value === 'string';
  return staticOnly && isDynamic(value) ? 'static-field' : rule;
};

export const NOT_A_STRING = 'must be a string, like every scalar of the flow language ("30", "True")';

/** Actionable messages that replace zod's own. */
const MESSAGES: Partial<Record<Rule, string>> = {
  'missing-parameter': 'is required and missing',
  'scalar-not-string': NOT_A_STRING,
  'static-field': 'must be static; a JSONPath is not allowed here',
};

const expand = (issue: z.core.$ZodIssue, input: unknown): Fault[] => {
  const { code, path } = issue;
  if (code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      rule: 'unknown-parameter',
      code,
      message: 'is not a known parameter',
    }));
  }
  if (code === 'invalid_key') {
    const message = issue.issues[0]?.message ?? issue.message;
    return [{ path, rule: 'bad-value', code, message: `has a name that ${message}` }];
  }
  const rule = ruleOf(issue, valueAt(input, path));
  return [{ path, rule, code, message: MESSAGES[rule] ?? issue.message }];
};

/** Translates zod's issues into the lint's rules and messages. `input`: the parsed value. */
export const faultsOf = (issues: readonly z.core.$ZodIssue[], input: unknown): Fault[] =>
  issues.flatMap((issue) => expand(issue, input));
