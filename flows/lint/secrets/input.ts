import type { Action, Branch } from '../../language/flow.ts';
import { referencesIn } from '../../language/references.ts';

/**
 * State of `$.StoredCustomerInput` on a path through a flow. It survives transfers until another input is stored, so
 * `inherited` may come from an earlier flow. `typed` may be a PIN that is still valid; `used` was sent to a Lambda that
 * replied, or is the word Timeout.
 */
export type Input = 'inherited' | 'typed' | 'used';

const INPUT = 'StoredCustomerInput';

/** Whether an action reads the stored input in a parameter's name or value or in a condition. */
export const readsInput = ({ Parameters = {}, Transitions }: Action): boolean =>
  referencesIn(JSON.stringify([Parameters, Transitions?.Conditions])).some(([root]) => root === INPUT);

/** A prompt for digits, which may be a PIN. */
export const isDigitsPrompt = ({ Type, Parameters }: Action): boolean =>
  Type === 'GetParticipantInput' && Parameters?.StoreInput === 'True';

/** A Lambda that replied has used the PIN: a PIN is valid for one check. An asynchronous invocation proves nothing. */
const usesInput = (action: Action, { error }: Branch): boolean =>
  action.Type === 'InvokeLambdaFunction' &&
  action.Parameters?.InvocationType !== 'ASYNCHRONOUS' &&
  error === undefined &&
  readsInput(action);

const isTimeout = (action: Action, { condition }: Branch): boolean =>
  action.Type === 'Compare' &&
  action.Parameters?.ComparisonValue === `$.${INPUT}` &&
  condition?.operator === 'Equals' &&
  condition.operand === 'Timeout';

/** State of the input after a branch. A failed prompt may have stored digits already. */
export const inputAfter = (action: Action, branch: Branch, input: Input): Input => {
  if (isDigitsPrompt(action)) return 'typed';
  return input === 'typed' && (usesInput(action, branch) || isTimeout(action, branch)) ? 'used' : input;
};
