import { action, type Draft, equals } from './draft.ts';

/** SSML when it starts with `<speak>`. */
const prompt = (text: string) => (text.startsWith('<speak>') ? { SSML: text } : { Text: text });

/** Speaks a prompt that keys do not interrupt. */
export const message = (id: string, text: string, next: string): Draft =>
  action(id, 'MessageParticipant', prompt(text), { next });

/** Reads one key. `otherwise`: any other key, and the default of `silence` and `onError`. */
export const menu = (
  id: string,
  text: string,
  branches: {
    keys: Readonly<Record<string, string>>;
    seconds: number;
    otherwise: string;
    silence?: string;
    onError?: string;
  },
): Draft =>
  action(
    id,
    'GetParticipantInput',
    { ...prompt(text), StoreInput: 'False', InputTimeLimitSeconds: String(branches.seconds) },
    {
      next: branches.otherwise,
      conditions: equals(branches.keys),
      errors: {
        InputTimeLimitExceeded: branches.silence,
        NoMatchingCondition: branches.otherwise,
        NoMatchingError: branches.onError,
      },
      onError: branches.otherwise,
    },
  );

/**
 * Reads digits into `$.StoredCustomerInput`. After `seconds` of silence it continues with `next` and the value
 * `Timeout`. `#` ends the entry early, `*` clears it.
 */
export const digits = (
  id: string,
  text: string,
  branches: { length: number; seconds: number; next: string; onError: string },
): Draft =>
  action(
    id,
    'GetParticipantInput',
    {
      ...prompt(text),
      StoreInput: 'True',
      InputTimeLimitSeconds: String(branches.seconds),
      InputValidation: { CustomValidation: { MaximumLength: String(branches.length) } },
      DTMFConfiguration: {
        DisableCancelKey: 'False',
        InterdigitTimeLimitSeconds: '5',
      },
    },
    branches,
  );
