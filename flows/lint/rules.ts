import type { FlowType } from '../language/action.ts';
import type { Action, Flow } from '../language/flow.ts';
import type { Problem } from '../language/problem.ts';

/**
 * Every rule and its severity. CreateContactFlow refuses an `error` (for the rules about secrets: we do); a `warning`
 * is accepted but almost certainly a mistake; a `notice` marks what was not checked.
 */
export const RULES = {
  // Envelope
  shape: 'error',
  'settings-in-flow': 'error',
  'settings-missing': 'error',
  'too-many-actions': 'error',
  'too-long': 'error',
  'metadata-case': 'warning',
  identifier: 'error',
  'duplicate-identifier': 'error',
  // Type of an action
  'unchecked-type': 'notice',
  'invented-type': 'error',
  'missing-store-input': 'error',
  'flow-type': 'error',
  // Parameters
  'scalar-not-string': 'error',
  'empty-string': 'error',
  'missing-parameter': 'error',
  'unknown-parameter': 'error',
  'field-count': 'error',
  'bad-value': 'error',
  'static-field': 'error',
  'mixed-field': 'error',
  'bad-reference': 'error',
  'unknown-reference': 'warning',
  'console-limit': 'warning',
  'token-mixed': 'error',
  'unresolved-token': 'error',
  'unknown-lambda': 'error',
  'unknown-flow': 'error',
  'dynamic-target': 'warning',
  // Transitions
  'terminal-transitions': 'error',
  'next-missing': 'error',
  'error-missing': 'error',
  'error-not-allowed': 'error',
  'duplicate-error': 'error',
  'conditions-not-allowed': 'error',
  operator: 'error',
  'operand-count': 'error',
  operand: 'error',
  'duplicate-condition': 'error',
  'condition-missing': 'error',
  'default-branch': 'warning',
  // Graph
  'unknown-start': 'error',
  'unknown-target': 'error',
  unreachable: 'warning',
  // Secrets (lintSecrets)
  'secret-name': 'error',
  'secret-reference': 'error',
  'secret-compared': 'error',
  'logging-on': 'error',
  'recording-on': 'error',
  'logging-left-off': 'error',
  'recording-switched-on': 'error',
  'input-unverified': 'error',
  'input-reused': 'error',
  'too-many-attempts': 'error',
  'silent-ending': 'error',
} as const satisfies Record<string, Problem['severity']>;
export type Rule = keyof typeof RULES;

/**
 * `type`: default is the flow's own. `stage`: a `template` (the default) may contain tokens, a `published` flow may not.
 * `lambdas`, `flows`: the only functions and flows (tokens, ARNs, ids) the flow may name; unchecked when absent.
 */
export type LintOptions = {
  type?: FlowType;
  stage?: 'template' | 'published';
  lambdas?: readonly string[];
  flows?: readonly string[];
};

/** Checks a group of rules on a flow of valid shape. */
export type Check = (flow: Flow, options: LintOptions) => Problem[];

export const formatPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (done, step) => (typeof step === 'number' ? `${done}[${step}]` : `${done}${done && '.'}${String(step)}`),
    '',
  );

export const problem = (rule: Rule, path: readonly PropertyKey[], message: string): Problem => ({
  path: formatPath(path),
  rule,
  severity: RULES[rule],
  message,
});

/** Names an action in a message. */
export const describe = ({ Identifier, Type }: Action): string => `"${Identifier}" (${Type})`;

export type Finding = { rule: Rule; path: readonly PropertyKey[]; message: string };

/** One finding when the condition holds, else none. */
export const findingIf = (
  condition: boolean,
  rule: Rule,
  path: readonly PropertyKey[],
  message: string,
): Finding[] => (condition ? [{ rule, path, message }] : []);

/** A check of one action at a time; paths of its findings start at the action. */
export const perAction =
  (check: (action: Action, options: LintOptions) => Finding[]): Check =>
  (flow, options) =>
    flow.Actions.flatMap((action, index) =>
      check(action, options).map(({ rule, path, message }) =>
        problem(rule, ['Actions', index, ...path], `${describe(action)} ${message}`),
      ),
    );
