import type { z } from 'zod';

/** Error types of our actions. Connect refuses an action with a missing or a superfluous error branch (probe). */
export type ErrorType =
  | 'NoMatchingError'
  | 'NoMatchingCondition'
  | 'InputTimeLimitExceeded'
  | 'InvalidPhoneNumber'
  | 'QueueAtCapacity';

/** Flow types of CreateContactFlow and CloudFormation (reference); `MODULE` is that of CreateContactFlowModule. */
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

/** `operands`: the allowed ones, each at most once. `all`: each of them is required. */
export type ConditionRule = {
  operators: readonly Operator[];
  operands?: readonly string[];
  all?: true;
};

/** One row of the flow language: the rules of a type of action. */
export type ActionRule<Parameters extends z.ZodType = z.ZodType> = {
  type: string;
  /** Name of the block in the console. */
  block: string;
  /** For a type with several rows: whether this row applies to the parameters. */
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
  /** Highest value the console's form allows, by the parameter's dotted path; Connect accepts more (measured). */
  consoleLimits?: Readonly<Record<string, number>>;
  flowTypes: readonly FlowType[];
};

/** Declares a row and preserves the type of its `parameters` for the interpreter. */
export const actionRule = <Parameters extends z.ZodType>(rule: ActionRule<Parameters>) => rule;
