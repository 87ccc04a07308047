import { type Flow, nameOf } from './language/flow.ts';
import { FlowError, type Problem } from './language/problem.ts';
import { checkGraph } from './lint/graph.ts';
import { checkIdentifiers } from './lint/identifiers.ts';
import { checkMetadata } from './lint/metadata.ts';
import { checkParameters } from './lint/parameters.ts';
import type { Check, LintOptions } from './lint/rules.ts';
import { readShape } from './lint/shape.ts';
import { checkTargets } from './lint/targets.ts';
import { checkTransitions } from './lint/transitions.ts';
import { checkSettings, checkTypes } from './lint/types.ts';

const CHECKS: readonly Check[] = [
  checkIdentifiers,
  checkMetadata,
  checkSettings,
  checkTypes,
  checkParameters,
  checkTargets,
  checkTransitions,
  checkGraph,
];

/**
 * Lints a flow or flow module: `error` is what Amazon Connect would refuse, `warning` what it accepts but is almost
 * certainly a mistake, `notice` what was not checked. Never throws. A broken envelope hides all other problems.
 */
export const lintFlow = (json: unknown, options: LintOptions = {}): Problem[] =>
  inspect(json, options).problems;

/**
 * Parses a flow that Amazon Connect would accept.
 * @throws FlowError listing every problem
 */
export const parseFlow = (json: unknown, options: LintOptions = {}): Flow => {
  const { flow, problems } = inspect(json, options);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (!flow || errors.length > 0) throw new FlowError((flow && nameOf(flow)) ?? 'this flow', errors);
  return flow;
};

const inspect = (json: unknown, options: LintOptions): { flow: Flow | null; problems: Problem[] } => {
  const read = readShape(json);
  if ('problems' in read) return { flow: null, problems: read.problems };
  return { flow: read.flow, problems: CHECKS.flatMap((check) => check(read.flow, options)) };
};
