import type { z } from 'zod';

/** Errors our actions know. An action's set is exact both ways: Connect refuses a missing and a superfluous one (probe). */
export type ErrorType =
  | 'NoMatchingError'
  | 'NoMatchingCondition'
  | 'InputTimeLimitExceeded'
  | 'InvalidPhoneNumber'
  | 'QueueAtCapacity';

/** Flow types as CreateContactFlow and CloudFormation spell them (reference); CreateContactFlowModule makes a `MODULE`. */
export const FLOW_TYPES = [
  'CONTACT_FLOW',
  'CUSTOMER_QUEUE',
  'CUSTOMER_HOLD',
  'CUSTOMER_WHISPER',
  'AGENT_HOLD',
  'AGENT_WHISPER',
  'OUTBOUND_WHISPER',
  'AGENT_TRANSFER',
  'QUEUE_TRANSFER',
  'CAMPAIGN',
  'MODULE',
] as const;
export type FlowType = (typeof FLOW_TYPES)[number];

/** Measured: `Equals` 556 times, the others 14 times together. `And`, `Or`, `Not`, `Contains`, `Exists` are refused (probe). */
export const OPERATORS = [
  'Equals',
  'TextStartsWith',
  'TextEndsWith',
  'TextContains',
  'NumberGreaterThan',
  'NumberGreaterOrEqualTo',
  'NumberLessThan',
  'NumberLessOrEqualTo',
  'KeyExists',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** `operands`: the only ones allowed, each at most once; `all`: each of them must be there. */
export type ConditionRule = {
  operators: readonly Operator[];
  operands?: readonly string[];
  all?: true;
};

/** One row of the flow language. Adding an action to the language is adding one of these to the table. */
export type ActionRule<Parameters extends z.ZodType = z.ZodType> = {
  type: string;
  /** What the console calls the block. */
  block: string;
  /** For a type whose rules depend on its parameters: whether this row is the one. */
  when?: (parameters: Record<string, unknown>) => boolean;
  parameters: Parameters;
  requiredErrors: readonly ErrorType[];
  optionalErrors?: readonly ErrorType[];
  /** Null: conditions are refused. */
  conditions: ConditionRule | null;
  /** A terminal action refuses every transition; all others need `NextAction` (probe). */
  terminal?: true;
  /** The error or condition operand whose target the console copies into `NextAction` (measured). */
  defaultBranch?: string;
  /** The highest value the console's form takes, by the parameter's dotted path; Connect accepts more (measured). */
  consoleLimits?: Readonly<Record<string, number>>;
  flowTypes: readonly FlowType[];
};

/** Keeps the type of `parameters`, which the interpreter reads. */
export const actionRule = <Parameters extends z.ZodType>(rule: ActionRule<Parameters>) => rule;
