import { action, type Draft, equals } from './draft.ts';

/** SSML when it starts with `<speak>`. */
const prompt = (text: string) => (text.startsWith('<speak>') ? { SSML: text } : { Text: text });

/** Says or plays something that no key interrupts. */
export const message = (id: string, text: string, next: string): Draft =>
  action(id, 'MessageParticipant', prompt(text), { next });

/** One key. `otherwise`: any other key, and what `silence` and `onError` default to. */
export const menu = (
  id: string,
  text: string,
  ways: {
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
    { ...prompt(text), StoreInput: 'False', InputTimeLimitSeconds: String(ways.seconds) },
    {
      next: ways.otherwise,
      conditions: equals(ways.keys),
      errors: {
        InputTimeLimitExceeded: ways.silence,
        NoMatchingCondition: ways.otherwise,
        NoMatchingError: ways.onError,
      },
      onError: ways.otherwise,
    },
  );

/**
 * Digits into `$.StoredCustomerInput`; silence for `seconds` goes on to `next` with the value `Timeout`. `#` ends early, as
 * it does unless told otherwise; `*` starts over.
 */
export const digits = (
  id: string,
  text: string,
  ways: { length: number; seconds: number; next: string; onError: string },
): Draft =>
  action(
    id,
    'GetParticipantInput',
    {
      ...prompt(text),
      StoreInput: 'True',
      InputTimeLimitSeconds: String(ways.seconds),
      InputValidation: { CustomValidation: { MaximumLength: String(ways.length) } },
      DTMFConfiguration: {
        DisableCancelKey: 'False',
        InterdigitTimeLimitSeconds: '5',
      },
    },
    ways,
  );
