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
  const path = ['Parameters', field];
  const choices = `allowed: ${allowed.join(', ')}`;
  return isDynamic(target)
    ? [
        {
          rule: 'dynamic-target',
          path,
          message: `reads its target from the call, so it cannot be checked; ${choices}`,
        },
      ]
    : [{ rule, path, message: `names ${target}, which does not exist; ${choices}` }];
};

/** Functions and flows that an action names are among the allowed ones. */
export const checkTargets = perAction((action, { lambdas, flows }) => {
  if (action.Type === 'InvokeLambdaFunction') {
    return targetFinding(action, 'LambdaFunctionARN', lambdas, 'unknown-lambda');
  }
  return action.Type === 'TransferToFlow'
    ? targetFinding(action, 'ContactFlowId', flows, 'unknown-flow')
    : [];
});
