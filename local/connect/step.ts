import type { z } from 'zod';
import type { ActionRule, ErrorType } from '../../flows/index.ts';
import type { Contact } from './contact.ts';
import type { Pending } from './input.ts';
import type { LoadedFlow } from './load.ts';

/** What the engine is given of the outside. */
export type World = {
  now: () => number;
  invokeLambda: (arn: string, event: unknown, limitMs: number) => Promise<unknown>;
  /** Calls `fire` once after `ms`; the returned function forgets it. Only Lambda time limits use it. */
  startTimer: (ms: number, fire: () => void) => () => void;
  /** Whether these hours of operation (null: the target queue's) are open now. */
  isOpen: (hoursOfOperationId: string | null) => boolean;
  /** Null: there is no such flow. Throws ConnectError `flow-refused` for one that cannot run. */
  findFlow: (idOrArnOrName: string) => LoadedFlow | null;
};

/** Which way an action goes on. `why` goes to the trace when flow logging is on. */
export type TakenBranch =
  | { take: 'next' }
  | { take: 'condition'; value: string | undefined }
  | { take: 'error'; error: ErrorType; why: string };

/** What an action did. */
export type Outcome =
  | TakenBranch
  | { take: 'input'; pending: Pending }
  | { take: 'flow'; flow: LoadedFlow }
  | { take: 'end'; result: string };

export const NEXT: TakenBranch = { take: 'next' };
export const failed = (why: string, error: ErrorType = 'NoMatchingError'): TakenBranch => ({
  take: 'error',
  error,
  why,
});

export type Step = (contact: Contact, parameters: unknown, world: World) => Outcome | Promise<Outcome>;

/** How the engine executes one row of the flow language. */
export type Interpreter = {
  rule: ActionRule;
  step: Step;
  /** It takes the caller's time, and what is typed meanwhile is lost (see `loseKeys`). */
  discardsTypeAhead: boolean;
  /** A parameter that Connect knows and this engine does not, or null. */
  unsupported: (parameters: unknown) => string | null;
};

/** Ties a row of the language to its execution, which receives the parameters as the row's schema reads them. */
export const interpreter = <Parameters extends z.ZodType>(
  rule: ActionRule<Parameters>,
  step: (contact: Contact, parameters: z.output<Parameters>, world: World) => Outcome | Promise<Outcome>,
  more: { discardsTypeAhead?: true; unsupported?: (parameters: z.output<Parameters>) => string | null } = {},
): Interpreter => ({
  rule,
  step: (contact, parameters, world) => step(contact, parameters as z.output<Parameters>, world),
  discardsTypeAhead: more.discardsTypeAhead ?? false,
  unsupported: (parameters) => more.unsupported?.(parameters as z.output<Parameters>) ?? null,
});
