import {
  type Action,
  type Flow,
  type FlowType,
  nameOf,
  parseFlow,
  ruleFor,
  typeOf,
} from '../../flows/index.ts';
import { ConnectError } from './errors.ts';
import type { Interpreter } from './step.ts';
import { INTERPRETERS } from './steps/table.ts';

export type LoadedAction = { action: Action; parameters: unknown; interpreter: Interpreter };
/** A flow that Connect would publish, ready to run. */
export type LoadedFlow = {
  name: string;
  type: FlowType;
  start: string;
  actions: ReadonlyMap<string, LoadedAction>;
};

const refuse = (name: string, action: Action, what: string): never => {
  throw new ConnectError(
    'flow-refused',
    `${name} cannot run here: the engine has no ${what}, which "${action.Identifier}" needs`,
  );
};

const loadAction = (name: string, action: Action): LoadedAction => {
  const rule = ruleFor(action.Type, action.Parameters ?? {});
  const interpreter = INTERPRETERS.find((candidate) => candidate.rule === rule);
  if (!rule || !interpreter) return refuse(name, action, action.Type);
  const parameters = rule.parameters.parse(action.Parameters ?? {});
  const unsupported = interpreter.unsupported(parameters);
  if (unsupported) refuse(name, action, `${action.Type} with ${unsupported}`);
  return { action, parameters, interpreter };
};

/**
 * Reads a flow as publishing it in its own type would: tokens resolved, every flow it transfers to among `flows`. `key` names it when it
 * has no name of its own. Throws a FlowError with all that is wrong, or a ConnectError for what the engine cannot run.
 */
export const loadFlow = (flow: Flow, key: string, flows: readonly string[]): LoadedFlow => {
  const type = typeOf(flow);
  const { StartAction, Actions } = parseFlow(flow, { type, stage: 'published', flows });
  const name = nameOf(flow) ?? key;
  const actions = Actions.map((action) => [action.Identifier, loadAction(name, action)] as const);
  return { name, type, start: StartAction, actions: new Map(actions) };
};
