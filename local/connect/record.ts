import type { Branch } from '../../flows/index.ts';
import type { ConnectPorts, Contact, LoadedAction, TakenBranch } from './types.ts';

/** Stands for keys that nobody is to see; always as long, so that not even their number shows. */
const HIDDEN_KEYS = '••••••';

/** The action under way. Linting made sure that there is one. */
export const currentAction = ({ run: { flow, at } }: Contact): LoadedAction => {
  const loaded = flow.actions.get(at);
  if (!loaded) throw new Error(`Flow ${flow.name} has no action "${at}", which its lint should have found`);
  return loaded;
};

export const recordKeys = (contact: Contact, { now }: ConnectPorts, keys: string): void => {
  contact.transcript.push({
    at: new Date(now()).toISOString(),
    who: 'caller',
    keys: contact.logging === 'Disabled' ? HIDDEN_KEYS : keys,
  });
};

/** One line of the trace for the action under way. */
export const recordResult = (contact: Contact, result: string): void => {
  const { action } = currentAction(contact);
  const { diagnostics } = contact;
  contact.diagnostics = [];
  contact.trace.push({
    flow: contact.run.flow.name,
    action: action.Identifier,
    type: action.Type,
    result,
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
  });
};

/** How the trace calls what an action came to. With flow logging off no operand shows: it may be what was typed. */
export const resultOf = (contact: Contact, way: TakenBranch, branch?: Branch): string => {
  const hidden = contact.logging === 'Disabled';
  if (way.take === 'error') return hidden || way.why === '' ? way.error : `${way.error}: ${way.why}`;
  const condition = branch?.condition;
  if (condition) return hidden ? 'Condition' : `${condition.operator} ${condition.operand}`;
  return branch?.error ?? 'Success';
};
