import type { z } from 'zod';
import type { ActionRule, ErrorType } from '../../flows/index.ts';
import type { ConnectPorts, Contact, Interpreter, Outcome, TakenBranch } from './types.ts';

export const NEXT: TakenBranch = { take: 'next' };
export const failed = (why: string, error: ErrorType = 'NoMatchingError'): TakenBranch => ({
  take: 'error',
  error,
  why,
});

/** Binds a row of the flow language to its execution, which gets the parameters as the row's schema parses them. */
export const interpreter = <Parameters extends z.ZodType>(
  rule: ActionRule<Parameters>,
  step: (
    contact: Contact,
    parameters: z.output<Parameters>,
    ports: ConnectPorts,
  ) => Outcome | Promise<Outcome>,
  more: { discardsTypeAhead?: true; unsupported?: (parameters: z.output<Parameters>) => string | null } = {},
): Interpreter => ({
  rule,
  step: (contact, parameters, ports) => step(contact, parameters as z.output<Parameters>, ports),
  discardsTypeAhead: more.discardsTypeAhead ?? false,
  unsupported: (parameters) => more.unsupported?.(parameters as z.output<Parameters>) ?? null,
});
