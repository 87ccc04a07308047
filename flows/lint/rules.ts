import type { FlowType } from '../language/action.ts';
import type { Action, Flow } from '../language/flow.ts';
import type { Problem } from '../language/problem.ts';

/**
 * Every rule there is. An `error` is what CreateContactFlow refuses (or, for the rules about secrets, what we refuse);
 * a `warning` is accepted and almost certainly not meant; a `notice` says what was not checked.
 */
export const RULES = {
  // The envelope
  shape: 'error',
  'settings-in-flow': 'error',
  'settings-missing': 'error',
  'too-many-actions': 'error',
  'too-long': 'error',
  'metadata-case': 'warning',
  identifier: 'error',
  'duplicate-identifier': 'error',
  // What an action is
  'not-checked': 'notice',
  'invented-type': 'error',
  'unknown-mode': 'error',
  'flow-type': 'error',
  // Its parameters
  'scalar-not-string': 'error',
  'empty-string': 'error',
  'missing-parameter': 'error',
  'unknown-parameter': 'error',
  'field-count': 'error',
  'bad-value': 'error',
  'static-field': 'error',
  'mixed-field': 'error',
  'bad-reference': 'error',
  'unlisted-reference': 'warning',
  'console-limit': 'warning',
  'token-mixed': 'error',
  'unresolved-token': 'error',
  'unknown-lambda': 'error',
  'unknown-flow': 'error',
  'dynamic-target': 'warning',
  // Its ways out
  'terminal-transitions': 'error',
  'next-missing': 'error',
  'error-missing': 'error',
  'error-refused': 'error',
  'error-twice': 'error',
  'conditions-refused': 'error',
  operator: 'error',
  'operand-count': 'error',
  operand: 'error',
  'condition-twice': 'error',
  'condition-missing': 'error',
  'default-branch': 'warning',
  // The graph
  'start-missing': 'error',
  dangling: 'error',
  unreachable: 'warning',
  // Secrets (lintSecrets)
  'secret-name': 'error',
  'secret-reference': 'error',
  'secret-compared': 'error',
  'logging-on': 'error',
  'recording-on': 'error',
  'logging-left-off': 'error',
  'recording-switched-on': 'error',
  'input-unspent': 'error',
  'input-late': 'error',
  'too-many-tries': 'error',
  'silent-end': 'error',
} as const satisfies Record<string, Problem['severity']>;
export type Rule = keyof typeof RULES;

/**
 * `type`: the flow's own unless given. `stage`: in a `template` (the default) a token may fill a field; in a `published` flow none may be left.
 * `lambdas`, `flows`: when given, the only functions and flows (tokens, ARNs, ids) the flow may name.
 */
export type LintOptions = {
  type?: FlowType;
  stage?: 'template' | 'published';
  lambdas?: readonly string[];
  flows?: readonly string[];
};

/** One group of rules: everything it finds in a flow of the right shape. */
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

/** How a message calls an action. */
export const describe = ({ Identifier, Type }: Action): string => `"${Identifier}" (${Type})`;

export type Finding = { rule: Rule; path: readonly PropertyKey[]; message: string };

/** A check that looks at one action at a time; `path` of what it finds starts at the action. */
export const perAction =
  (look: (action: Action, options: LintOptions) => Finding[]): Check =>
  (flow, options) =>
    flow.Actions.flatMap((action, index) =>
      look(action, options).map(({ rule, path, message }) =>
        problem(rule, ['Actions', index, ...path], `${describe(action)} ${message}`),
      ),
    );
