import type { core } from 'zod/mini';

type Issue = core.$ZodRawIssue;

const TYPES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const typeOf = (input: unknown): string => {
  if (input === null) return 'null';
  return Array.isArray(input) ? 'array' : typeof input;
};

const typeFault = (expected: string, input: unknown): string => {
  const wanted = TYPES[expected] ?? 'something else';
  if (input === undefined) return `is missing; it must be ${wanted}`;
  const given = TYPES[typeOf(input)];
  const same = given === wanted || (typeof input === 'number' && expected === 'int') || Number.isNaN(input);
  return given === undefined || same ? `must be ${wanted}` : `must be ${wanted}, not ${given}`;
};

const UNITS: Record<string, string> = { string: 'character', array: 'item', map: 'field', set: 'item' };

const boundFault = (bound: string, limit: number | bigint, origin: string): string => {
  const unit = UNITS[origin];
  if (unit === undefined) return `must be ${bound} ${limit}`;
  if (bound === 'at least' && limit === 1) return 'must not be empty';
  return `must have ${bound} ${limit} ${unit}${limit === 1 ? '' : 's'}`;
};

const quoted = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(', ');

const FORMATS: Record<string, string> = {
  regex: 'is not of the form that is expected here',
  base64: 'must be base64',
  url: 'must be a URL',
};

/** What is wrong with a value, in the words of our messages and not of the validator's; never quotes the value. */
export const validationWords = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return typeFault(issue.expected, issue.input);
    case 'invalid_value':
      return issue.input === undefined
        ? `is missing; it must be ${oneOf(issue.values)}`
        : `must be ${oneOf(issue.values)}`;
    case 'too_big':
      return boundFault(issue.inclusive === false ? 'less than' : 'at most', issue.maximum, issue.origin);
    case 'too_small':
      return boundFault(issue.inclusive === false ? 'more than' : 'at least', issue.minimum, issue.origin);
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
      return `has an unknown ${issue.keys.length === 1 ? 'field' : 'fields'}: ${quoted(issue.keys)}`;
    case 'invalid_union':
      return unionFault(issue);
    case 'invalid_format':
      return FORMATS[issue.format] ?? `is not a valid ${issue.format}`;
    default:
      return 'is not valid here';
  }
};

const oneOf = (values: readonly unknown[]): string =>
  `${values.length > 1 ? 'one of ' : ''}${values.map(String).join(', ')}`;

/** With a discriminator the values that it may have, else nothing more than that no form fits. */
const unionFault = (issue: Issue & { code: 'invalid_union' }): string =>
  'options' in issue && Array.isArray(issue.options)
    ? `must be ${oneOf(issue.options)}`
    : 'is of none of the forms that are expected here';
