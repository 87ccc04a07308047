import { type Action, type Flow, nameOf, parseFlow, ruleFor, typeOf } from '../../flows/index.ts';
import { ConnectError } from './errors.ts';
import type { Interpreter, LoadedAction, LoadedFlow } from './types.ts';

const refuse = (name: string, action: Action, what: string): never => {
  throw new ConnectError(
    'flow-refused',
    `${name} cannot run here: the engine does not support ${what}, which "${action.Identifier}" uses`,
  );
};

const loadAction = (name: string, action: Action, interpreters: readonly Interpreter[]): LoadedAction => {
  const rule = ruleFor(action.Type, action.Parameters ?? {});
  const interpreter = interpreters.find((candidate) => candidate.rule === rule);
  if (!rule || !interpreter) return refuse(name, action, action.Type);
  const parameters = rule.parameters.parse(action.Parameters ?? {});
  const unsupported = interpreter.unsupported(parameters);
  if (unsupported) refuse(name, action, `${action.Type} with ${unsupported}`);
  return { action, parameters, interpreter };
};

/**
 * Validates a flow as Connect does on publishing (tokens resolved, every transfer target in `flows`) and binds each
 * action to its interpreter. `key` names a flow that has no name.
 * @throws FlowError with every problem; ConnectError `flow-refused` for an action that the engine cannot run
 */
export const loadFlow = (
  flow: Flow,
  key: string,
  flows: readonly string[],
  interpreters: readonly Interpreter[],
): LoadedFlow => {
  const type = typeOf(flow);
  const { StartAction, Actions } = parseFlow(flow, { type, stage: 'published', flows });
  const name = nameOf(flow) ?? key;
  const actions = Actions.map(
    (action) => [action.Identifier, loadAction(name, action, interpreters)] as const,
  );
  return { name, type, start: StartAction, actions: new Map(actions) };
};
