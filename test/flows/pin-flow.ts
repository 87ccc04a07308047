import {
  compare,
  type Draft,
  digits,
  flow,
  hangUp,
  invoke,
  logging,
  loop,
  message,
  recording,
  token,
} from '../../flows/build.ts';
import { lintSecrets } from '../../flows/lint-secrets.ts';

export const BYE = 'Say goodbye';
export const goodbye = [message(BYE, 'Goodbye.', 'Hang up'), hangUp('Hang up')];

/** Logging and recording off, the prompt, the check, and logging on again. */
export const asking = (over: Readonly<Record<string, Draft | Draft[]>> = {}): Draft[] => {
  const parts: Record<string, Draft | Draft[]> = {
    'Stop logging': logging('Stop logging', 'Disabled', 'Stop recording'),
    'Stop recording': recording('Stop recording', 'Disabled', 'Ask PIN'),
    'Ask PIN': ask('Ask PIN', 'Verify'),
    Verify: verify('Log'),
    Log: logging('Log', 'Enabled', BYE),
    ...over,
  };
  return [...Object.values(parts).flat(), ...goodbye];
};
/** A prompt for the PIN. */
export const ask = (id: string, next: string): Draft =>
  digits(id, 'Enter the PIN.', { length: 6, seconds: 30, next, onError: BYE });
/** The check of the PIN. */
export const verify = (next: string): Draft =>
  invoke('Verify', token('lambda', 'VerifyPin'), {
    parameters: { entered: '$.StoredCustomerInput', step: 'verify-1' },
    next,
    onError: BYE,
  });
export const build = (start: string, drafts: readonly Draft[]) =>
  flow('Test', 'A flow to lint', start, drafts);
export const rulesOf = (start: string, drafts: readonly Draft[]) =>
  lintSecrets(build(start, drafts)).map(({ rule }) => rule);

/** A prompt that a Loop repeats `times` times. */
export const rounds = (times: number): Draft[] =>
  asking({
    'Stop recording': recording('Stop recording', 'Disabled', 'Try'),
    Try: loop('Try', times, { again: 'Ask PIN', done: 'Log' }),
    Verify: verify('Compare'),
    Compare: compare('Compare', '$.External.status', { is: { WRONG: 'Try' }, otherwise: 'Log' }),
  });
