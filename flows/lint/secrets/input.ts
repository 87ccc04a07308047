import type { Action, Branch } from '../../language/flow.ts';
import { referencesIn } from '../../language/references.ts';

/**
 * What `$.StoredCustomerInput` is on a way through a flow. It outlives every transfer and only another stored input
 * replaces it, so `before` is what an earlier flow may have stored. `typed` may be a PIN that still counts; `spent` went
 * to a Lambda that answered, or is the word Timeout.
 */
export type Input = 'before' | 'typed' | 'spent';

const INPUT = 'StoredCustomerInput';

/** Whether an action reads what was typed, in any parameter's name or value or in a condition. */
export const readsInput = ({ Parameters = {}, Transitions }: Action): boolean =>
  referencesIn(JSON.stringify([Parameters, Transitions?.Conditions])).some(([root]) => root === INPUT);

/** A prompt that takes what may be a PIN. */
export const isDigitsPrompt = ({ Type, Parameters }: Action): boolean =>
  Type === 'GetParticipantInput' && Parameters?.StoreInput === 'True';

/** A Lambda that has answered has used the PIN up: a PIN is good for one check. One that runs on by itself says nothing. */
const spends = (action: Action, { error }: Branch): boolean =>
  action.Type === 'InvokeLambdaFunction' &&
  action.Parameters?.InvocationType !== 'ASYNCHRONOUS' &&
  error === undefined &&
  readsInput(action);

const isTimeout = (action: Action, { condition }: Branch): boolean =>
  action.Type === 'Compare' &&
  action.Parameters?.ComparisonValue === `$.${INPUT}` &&
  condition?.operator === 'Equals' &&
  condition.operand === 'Timeout';

/** What the input is after a branch. A prompt that failed may have stored what was typed before. */
export const inputAfter = (action: Action, branch: Branch, input: Input): Input => {
  if (isDigitsPrompt(action)) return 'typed';
  return input === 'typed' && (spends(action, branch) || isTimeout(action, branch)) ? 'spent' : input;
};
