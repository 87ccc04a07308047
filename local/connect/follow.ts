import { type Action, type Branch, branchesOf, isDynamic } from '../../flows/index.ts';
import { readPath } from './data.ts';
import type { Contact, TakenBranch } from './types.ts';

/** Numbers as Connect's numeric operators read them; anything else compares as false. */
const asNumber = (text: string): number =>
  /^\s*[-+]?\d+(?:\.\d+)?\s*$/u.test(text) ? Number(text) : Number.NaN;

/** Case counts (measured). */
const OPERATORS: Readonly<Record<string, (value: string, operand: string) => boolean>> = {
  Equals: (value, operand) => value === operand,
  TextStartsWith: (value, operand) => value.startsWith(operand),
  TextEndsWith: (value, operand) => value.endsWith(operand),
  TextContains: (value, operand) => value.includes(operand),
  NumberGreaterThan: (value, operand) => asNumber(value) > asNumber(operand),
  NumberGreaterOrEqualTo: (value, operand) => asNumber(value) >= asNumber(operand),
  NumberLessThan: (value, operand) => asNumber(value) < asNumber(operand),
  NumberLessOrEqualTo: (value, operand) => asNumber(value) <= asNumber(operand),
  // Undocumented; a value that is missing never comes this far.
  KeyExists: () => true,
};

const matches = (
  contact: Contact,
  { operator, operand }: NonNullable<Branch['condition']>,
  value: string,
): boolean => {
  const against = isDynamic(operand) ? readPath(contact, operand) : operand;
  return against !== undefined && (OPERATORS[operator]?.(value, against) ?? false);
};

/** Conditions in the listed order, the first that matches wins; none: the NoMatchingCondition branch, or the plain next. */
const chooseCondition = (contact: Contact, branches: readonly Branch[], value: string | undefined) =>
  branches.find(({ condition }) => value !== undefined && condition && matches(contact, condition, value)) ??
  branches.find(({ error }) => error === 'NoMatchingCondition') ??
  branches.find(isNext);

const isNext = ({ error, condition }: Branch): boolean => error === undefined && condition === undefined;

/**
 * The branch for a way on, or undefined when the flow has none. NextAction is for whatever no condition and no error
 * is chosen for (reference), so also for an error without a branch.
 */
export const chooseBranch = (contact: Contact, action: Action, way: TakenBranch): Branch | undefined => {
  const branches = branchesOf(action);
  if (way.take === 'condition') return chooseCondition(contact, branches, way.value);
  const named = way.take === 'error' && branches.find(({ error }) => error === way.error);
  return named || branches.find(isNext);
};
