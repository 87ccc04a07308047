import type { Branch } from '../../flows/index.ts';
import type { ConnectPorts, Contact, LoadedAction, StepResult } from './types.ts';

/** Replaces secret keys; its fixed length hides how many there were. */
const HIDDEN_KEYS = '••••••';

/** The current action. */
export const currentAction = ({ run: { flow, at } }: Contact): LoadedAction => {
  const loaded = flow.actions.get(at);
  if (!loaded) throw new Error(`Flow ${flow.name} has no action "${at}", which the lint should have found`);
  return loaded;
};

export const recordKeys = (contact: Contact, { now }: ConnectPorts, keys: string): void => {
  contact.transcript.push({
    at: new Date(now()).toISOString(),
    who: 'caller',
    keys: contact.logging === 'Disabled' ? HIDDEN_KEYS : keys,
  });
};

/** Adds the current action to the trace. */
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

/** Describes an action's result for the trace. With flow logging off it omits operands, which may be typed digits. */
export const resultOf = (contact: Contact, result: StepResult, branch?: Branch): string => {
  const hidden = contact.logging === 'Disabled';
  if (result.take === 'error')
    return hidden || result.why === '' ? result.error : `${result.error}: ${result.why}`;
  const condition = branch?.condition;
  if (condition) return hidden ? 'Condition' : `${condition.operator} ${condition.operand}`;
  return branch?.error ?? 'Success';
};
