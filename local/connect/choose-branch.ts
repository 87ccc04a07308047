import { type Action, type Branch, branchesOf, isDynamic } from '../../flows/index.ts';
import { readPath } from './data.ts';
import type { Contact, StepResult } from './types.ts';

/** Parses a number as Connect's numeric operators do; NaN, which compares as false, for anything else. */
const asNumber = (text: string): number =>
  /^\s*[-+]?\d+(?:\.\d+)?\s*$/u.test(text) ? Number(text) : Number.NaN;

/** Text operators are case-sensitive (measured). */
const OPERATORS: Readonly<Record<string, (value: string, operand: string) => boolean>> = {
  Equals: (value, operand) => value === operand,
  TextStartsWith: (value, operand) => value.startsWith(operand),
  TextEndsWith: (value, operand) => value.endsWith(operand),
  TextContains: (value, operand) => value.includes(operand),
  NumberGreaterThan: (value, operand) => asNumber(value) > asNumber(operand),
  NumberGreaterOrEqualTo: (value, operand) => asNumber(value) >= asNumber(operand),
  NumberLessThan: (value, operand) => asNumber(value) < asNumber(operand),
  NumberLessOrEqualTo: (value, operand) => asNumber(value) <= asNumber(operand),
  // Undocumented. A missing value is never compared.
  KeyExists: () => true,
};

const matches = (
  contact: Contact,
  { operator, operand }: NonNullable<Branch['condition']>,
  value: string,
): boolean => {
  const expected = isDynamic(operand) ? readPath(contact, operand) : operand;
  return expected !== undefined && (OPERATORS[operator]?.(value, expected) ?? false);
};

/** The first matching condition in listed order, else the NoMatchingCondition branch, else NextAction. */
const chooseCondition = (contact: Contact, branches: readonly Branch[], value: string | undefined) =>
  branches.find(({ condition }) => value !== undefined && condition && matches(contact, condition, value)) ??
  branches.find(({ error }) => error === 'NoMatchingCondition') ??
  branches.find(isNextAction);

const isNextAction = ({ error, condition }: Branch): boolean =>
  error === undefined && condition === undefined;

/**
 * Finds the branch of an action's result; undefined when the flow has none. NextAction serves every result without a
 * branch of its own (reference), so also an error without one.
 */
export const chooseBranch = (contact: Contact, action: Action, result: StepResult): Branch | undefined => {
  const branches = branchesOf(action);
  if (result.take === 'condition') return chooseCondition(contact, branches, result.value);
  const errorBranch = result.take === 'error' && branches.find(({ error }) => error === result.error);
  return errorBranch || branches.find(isNextAction);
};
