import type { z } from 'zod';
import { digitsInput, menuInput, messageParticipant, phoneNumberInput } from '../../../flows/index.ts';
import type { Pending } from '../input.ts';
import { speak } from '../speech.ts';
import { interpreter, NEXT } from '../step.ts';
import type { Outcome } from '../types.ts';

/** A message cannot be interrupted (re:Post). */
export const sayMessage = interpreter(
  messageParticipant,
  (contact, prompt, ports) => {
    speak(contact, ports, prompt);
    return NEXT;
  },
  { discardsTypeAhead: true },
);

/** Keys interrupt the prompt of an input: they count from its first word on. */
export const askMenu = interpreter(menuInput, (contact, parameters, ports) => {
  speak(contact, ports, parameters);
  return {
    take: 'input',
    pending: { kind: 'menu', timeoutSeconds: Number(parameters.InputTimeLimitSeconds) },
  };
});

type DigitsParameters = z.output<typeof digitsInput.parameters | typeof phoneNumberInput.parameters>;

const digits = (
  { InputTimeLimitSeconds, DTMFConfiguration: dtmf }: DigitsParameters,
  maximumLength: number,
  phoneNumber: Extract<Pending, { kind: 'digits' }>['phoneNumber'],
): Outcome => ({
  take: 'input',
  pending: {
    kind: 'digits',
    maximumLength,
    phoneNumber,
    terminator: dtmf?.InputTerminationSequence ?? '#',
    cancels: dtmf?.DisableCancelKey !== 'True',
    firstSeconds: Number(InputTimeLimitSeconds),
    // 5 s by default (admin guide).
    betweenSeconds: Number(dtmf?.InterdigitTimeLimitSeconds ?? 5),
    typed: '',
  },
});

export const askDigits = interpreter(
  digitsInput,
  (contact, parameters, ports) => {
    speak(contact, ports, parameters);
    return digits(parameters, Number(parameters.InputValidation.CustomValidation.MaximumLength), null);
  },
  { unsupported: ({ InputEncryption }) => (InputEncryption ? 'InputEncryption' : null) },
);

/** The longest entry the console allows. */
const PHONE_NUMBER_KEYS = 20;

export const askPhoneNumber = interpreter(phoneNumberInput, (contact, parameters, ports) => {
  speak(contact, ports, parameters);
  const { NumberFormat, CountryCode: country } = parameters.InputValidation.PhoneNumberValidation;
  return digits(parameters, PHONE_NUMBER_KEYS, { country, international: NumberFormat === 'E164' });
});
