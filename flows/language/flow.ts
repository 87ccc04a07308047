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

/** The envelope (reference; `Version` measured 183 of 183). What is in `Metadata` only the console reads. */
export const flowSchema = z.strictObject({
  Version: z.literal('2019-10-30'),
  StartAction: z.string(),
  Metadata: z.looseObject({ name: z.string().max(QUOTAS.nameCharacters).optional() }).optional(),
  Actions: z.array(action).min(1).max(QUOTAS.actions),
  /** What a flow module takes and gives back; a flow is refused with it (probe). */
  Settings: z.looseObject({}).optional(),
});

export type Flow = z.infer<typeof flowSchema>;
export type Action = Flow['Actions'][number];

/** One way out of an action: the plain next, a condition or an error. `path` is where it stands in the action. */
export type Branch = {
  to: string;
  path: readonly (string | number)[];
  error?: string;
  condition?: { operator: string; operand: string };
};

/** Every way out of an action, in the order Connect tests them: conditions as listed, errors, then the plain next. */
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

/** The flow's own name, as the console shows it. */
export const nameOf = (flow: Flow): string | undefined => flow.Metadata?.name;
