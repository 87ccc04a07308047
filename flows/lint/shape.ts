import { type Flow, flowSchema } from '../language/flow.ts';
import type { Problem } from '../language/problem.ts';
import { QUOTAS } from '../language/quotas.ts';
import { problem, type Rule } from './rules.ts';
import { type Fault, faultsOf } from './zod-faults.ts';

const ruleOf = ({ path: [first], rule, code }: Fault): Rule => {
  if (first === 'Actions' && code === 'too_big') return 'too-many-actions';
  return rule === 'scalar-not-string' ? rule : 'shape';
};

/** Parses the envelope and the shape of each action, or returns every problem. */
export const readShape = (json: unknown): { flow: Flow } | { problems: Problem[] } => {
  const read = flowSchema.safeParse(json);
  if (!read.success) {
    return {
      problems: faultsOf(read.error.issues, json).map((fault) =>
        problem(ruleOf(fault), fault.path, fault.message),
      ),
    };
  }
  const length = JSON.stringify(json).length;
  if (length <= QUOTAS.contentCharacters) return { flow: read.data };
  const message = `is ${length} characters as JSON; a flow may have at most ${QUOTAS.contentCharacters}`;
  return { problems: [problem('too-long', ['Actions'], message)] };
};
