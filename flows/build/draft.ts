import type { ErrorType, Operator } from '../language/action.ts';
import type { Action } from '../language/flow.ts';
import { FlowError } from '../language/problem.ts';
import { ruleFor } from '../language/table.ts';
import { parseToken } from '../language/tokens.ts';

/** An action and its console metadata, without its position. */
export type Draft = { action: Action; metadata: Record<string, unknown> };

/** `onError` is the target of every required error that `errors` does not name. */
export type ActionOptions = {
  next?: string | undefined;
  conditions?: readonly { operator: Operator; operand: string; to: string }[];
  errors?: Partial<Record<ErrorType, string | undefined>>;
  onError?: string | undefined;
};

const errorsOf = (type: string, required: readonly ErrorType[], { errors = {}, onError }: ActionOptions) =>
  [...new Set([...required, ...(Object.keys(errors) as ErrorType[])])].map((ErrorType) => {
    const NextAction = errors[ErrorType] ?? onError;
    if (NextAction !== undefined) return { NextAction, ErrorType };
    const message = `${type} needs a branch for ${ErrorType}: set errors.${ErrorType} or onError`;
    throw new FlowError('a drafted action', [
      { path: 'Transitions.Errors', rule: 'error-missing', severity: 'error', message },
    ]);
  });

const operatorMetadata = (operator: Operator) => ({
  name: operator,
  value: operator,
  ...(operator === 'Equals' ? { shortDisplay: '=' } : {}),
});

/**
 * Builds any action of the table. `identifier` is also the block's title.
 * @throws FlowError when a required error has no branch
 */
export const action = (
  identifier: string,
  type: string,
  parameters: Record<string, unknown>,
  options: ActionOptions = {},
): Draft => {
  const rule = ruleFor(type, parameters);
  const { next, conditions = [] } = options;
  const transitions = {
    ...(next === undefined ? {} : { NextAction: next }),
    Errors: errorsOf(type, rule?.requiredErrors ?? [], options),
    Conditions: conditions.map(({ operator, operand, to }) => ({
      NextAction: to,
      Condition: { Operator: operator, Operands: [operand] },
    })),
  };
  return {
    action: {
      Identifier: identifier,
      Type: type,
      Parameters: parameters,
      Transitions: rule?.terminal ? {} : transitions,
    },
    metadata: conditions.length === 0 ? {} : { conditionMetadata: conditionMetadata(identifier, conditions) },
  };
};

/** The console reads conditions from here; the ids only need to be unique. */
const conditionMetadata = (identifier: string, conditions: NonNullable<ActionOptions['conditions']>) =>
  conditions.map(({ operator, operand }, index) => ({
    id: `${identifier}-${index}`,
    operator: operatorMetadata(operator),
    value: operand,
  }));

/** The console shows a resource by this name instead of its ARN. */
export const named = (draft: Draft, field: string, target: string): Draft => {
  const displayName = parseToken(target)?.split(':')[1];
  return displayName === undefined
    ? draft
    : { ...draft, metadata: { ...draft.metadata, parameters: { [field]: { displayName } } } };
};

/** One `NumberGreaterThan` condition per value. */
export const greaterThan = (branches: Readonly<Record<string, string>>) =>
  Object.entries(branches).map(([operand, to]) => ({ operator: 'NumberGreaterThan' as const, operand, to }));

/** One `Equals` condition per value. */
export const equals = (branches: Readonly<Record<string, string>>) =>
  Object.entries(branches).map(([operand, to]) => ({ operator: 'Equals' as const, operand, to }));
