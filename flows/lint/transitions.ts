import type { ActionRule } from '../language/action.ts';
import { type Action, branchesOf } from '../language/flow.ts';
import { ruleFor } from '../language/table.ts';
import { conditionFindings } from './conditions.ts';
import { type Finding, findingIf, perAction } from './rules.ts';

const ERRORS = ['Transitions', 'Errors'];
const NEXT = ['Transitions', 'NextAction'];

const errorFindings = ({ Transitions }: Action, rule: ActionRule): Finding[] => {
  const present = (Transitions?.Errors ?? []).map(({ ErrorType }) => ErrorType);
  const allowed: readonly string[] = [...rule.requiredErrors, ...(rule.optionalErrors ?? [])];
  return [
    ...rule.requiredErrors.flatMap((type) =>
      findingIf(!present.includes(type), 'error-missing', ERRORS, `needs a branch for ${type}`),
    ),
    ...present.flatMap((type, index): Finding[] => {
      const path = [...ERRORS, index];
      if (!allowed.includes(type)) {
        return [{ rule: 'error-not-allowed', path, message: `must not have a branch for ${type}` }];
      }
      return findingIf(
        present.indexOf(type) < index,
        'duplicate-error',
        path,
        `has two branches for ${type}`,
      );
    }),
  ];
};

const defaultFindings = (action: Action, { defaultBranch }: ActionRule): Finding[] => {
  const next = action.Transitions?.NextAction;
  const mirrored = branchesOf(action).find(
    ({ error, condition }) => defaultBranch !== undefined && (error ?? condition?.operand) === defaultBranch,
  );
  if (next === undefined || !mirrored || mirrored.to === next) return [];
  const message = `continues to "${next}" but to "${mirrored.to}" for ${defaultBranch}; the console writes one target for both`;
  return [{ rule: 'default-branch', path: NEXT, message }];
};

/** Transitions are exactly those that Connect accepts for the action. */
export const checkTransitions = perAction((action): Finding[] => {
  const rule = ruleFor(action.Type, action.Parameters ?? {});
  if (!rule) return [];
  if (rule.terminal) {
    const message = 'ends the flow and must not have transitions';
    return findingIf(branchesOf(action).length > 0, 'terminal-transitions', ['Transitions'], message);
  }
  return [
    ...findingIf(
      action.Transitions?.NextAction === undefined,
      'next-missing',
      NEXT,
      'needs a NextAction, like every action that does not end the flow',
    ),
    ...errorFindings(action, rule),
    ...conditionFindings(action, rule),
    ...defaultFindings(action, rule),
  ];
});
