import type { Action } from '../language/flow.ts';
import { isDynamic } from '../language/references.ts';
import { type Finding, perAction, type Rule } from './rules.ts';

const targetFinding = (
  { Parameters = {} }: Action,
  field: string,
  allowed: readonly string[] | undefined,
  rule: Rule,
): Finding[] => {
  const target = Parameters[field];
  if (!allowed || typeof target !== 'string' || allowed.includes(target)) return [];
  const what = isDynamic(target)
    ? 'reads its target from the call'
    : `names ${target}, which is not among ours`;
  return [{ rule, path: ['Parameters', field], message: `${what}; allowed: ${allowed.join(', ')}` }];
};

/** Functions and flows that are named are those we were told of. A target read from the call could be anyone's. */
export const checkTargets = perAction((action, { lambdas, flows }) => {
  if (action.Type === 'InvokeLambdaFunction') {
    return targetFinding(action, 'LambdaFunctionARN', lambdas, 'unknown-lambda');
  }
  return action.Type === 'TransferToFlow'
    ? targetFinding(action, 'ContactFlowId', flows, 'unknown-flow')
    : [];
});
