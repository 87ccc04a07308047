import { z } from 'zod';
import { QUOTAS } from './quotas.ts';

const error = z.strictObject({ NextAction: z.string(), ErrorType: z.string() });
const condition = z.strictObject({
  NextAction: z.string(),
  Condition: z.strictObject({ Operator: z.string(), Operands: z.array(z.string()) }),
});

const action = z.strictObject({
  Identifier: z.string(),
  Type: z.string(),
  // 20 of 1,753 measured actions have no Parameters: the same as {}.
  Parameters: z.record(z.string(), z.unknown()).optional(),
  Transitions: z
    .strictObject({
      NextAction: z.string().optional(),
      Errors: z.array(error).optional(),
      Conditions: z.array(condition).optional(),
    })
    .optional(),
});

/** The envelope (reference; `Version` measured 183 of 183). Only the console reads `Metadata`. */
export const flowSchema = z.strictObject({
  Version: z.literal('2019-10-30'),
  StartAction: z.string(),
  Metadata: z.looseObject({ name: z.string().max(QUOTAS.nameCharacters).optional() }).optional(),
  Actions: z.array(action).min(1).max(QUOTAS.actions),
  /** Input and result of a flow module; refused in a flow (probe). */
  Settings: z.looseObject({}).optional(),
});

export type Flow = z.infer<typeof flowSchema>;
export type Action = Flow['Actions'][number];

/** One transition of an action: the default, a condition or an error. `path` is its location within the action. */
export type Branch = {
  to: string;
  path: readonly (string | number)[];
  error?: string;
  condition?: { operator: string; operand: string };
};

/** Transitions of an action in the order Connect tries them: conditions as listed, errors, then the default. */
export const branchesOf = ({
  Transitions: { NextAction, Errors = [], Conditions = [] } = {},
}: Action): Branch[] => [
  ...Conditions.map(({ NextAction: to, Condition }, index) => ({
    to,
    path: ['Transitions', 'Conditions', index],
    condition: { operator: Condition.Operator, operand: Condition.Operands[0] ?? '' },
  })),
  ...Errors.map(({ NextAction: to, ErrorType }, index) => ({
    to,
    path: ['Transitions', 'Errors', index],
    error: ErrorType,
  })),
  ...(NextAction === undefined ? [] : [{ to: NextAction, path: ['Transitions', 'NextAction'] }]),
];

/** The flow's name in the console. */
export const nameOf = (flow: Flow): string | undefined => flow.Metadata?.name;
