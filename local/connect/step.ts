import type { z } from 'zod';
import type { ActionRule, ErrorType } from '../../flows/index.ts';
import type { ConnectPorts, Contact, Interpreter, Outcome, StepResult } from './types.ts';

export const NEXT: StepResult = { take: 'next' };
export const failed = (why: string, error: ErrorType = 'NoMatchingError'): StepResult => ({
  take: 'error',
  error,
  why,
});

/** Binds a row of the flow language to its execution. `step` gets the parameters as parsed by the row's schema. */
export const interpreter = <Parameters extends z.ZodType>(
  rule: ActionRule<Parameters>,
  step: (
    contact: Contact,
    parameters: z.output<Parameters>,
    ports: ConnectPorts,
  ) => Outcome | Promise<Outcome>,
  options: {
    discardsTypeAhead?: true;
    unsupported?: (parameters: z.output<Parameters>) => string | null;
  } = {},
): Interpreter => ({
  rule,
  step: (contact, parameters, ports) => step(contact, parameters as z.output<Parameters>, ports),
  discardsTypeAhead: options.discardsTypeAhead ?? false,
  unsupported: (parameters) => options.unsupported?.(parameters as z.output<Parameters>) ?? null,
});
