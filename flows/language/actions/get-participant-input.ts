import { z } from 'zod';
import { actionRule, type FlowType } from '../action.ts';
import { exactlyOne, fixed, integer, pattern, word } from '../fields.ts';
import { atMostOnePrompt, promptFields } from '../prompts.ts';

const TYPE = 'GetParticipantInput';
/** Reference: contact flows, transfer flows and customer queue flows, not whisper or hold flows. */
const IN_FLOWS: readonly FlowType[] = [
  'CONTACT_FLOW',
  'CUSTOMER_QUEUE',
  'AGENT_TRANSFER',
  'QUEUE_TRANSFER',
  'MODULE',
];
const consoleLimits = { InputTimeLimitSeconds: 180, 'InputValidation.CustomValidation.MaximumLength': 20 };
/** Reference: larger than zero. */
const seconds = integer(1);

/** Menu: one key. Reference; exact errors by probe; operands are one key each, each once (probe). */
export const menuInput = actionRule({
  type: TYPE,
  block: 'Get customer input',
  when: ({ StoreInput }) => StoreInput === 'False',
  parameters: z
    .strictObject({ ...promptFields, StoreInput: word('False'), InputTimeLimitSeconds: seconds })
    .refine(...atMostOnePrompt),
  requiredErrors: ['InputTimeLimitExceeded', 'NoMatchingCondition', 'NoMatchingError'],
  conditions: { operators: ['Equals'], operands: [...'0123456789*#'] },
  defaultBranch: 'NoMatchingCondition',
  consoleLimits,
  flowTypes: IN_FLOWS,
});

const storeFields = {
  ...promptFields,
  StoreInput: word('True'),
  InputTimeLimitSeconds: seconds,
  DTMFConfiguration: z
    .strictObject({
      InputTerminationSequence: pattern(/^[0-9*#]{1,5}$/u, 'one to five keys of 0-9, * and #').optional(),
      DisableCancelKey: word('True', 'False').optional(),
      InterdigitTimeLimitSeconds: integer(1, 20).optional(),
    })
    .refine(
      ({ InputTerminationSequence: keys = '', DisableCancelKey }) =>
        !keys.includes('*') || DisableCancelKey === 'True',
      {
        message: 'a * in InputTerminationSequence needs DisableCancelKey "True"',
        params: { rule: 'bad-value' },
      },
    )
    .optional(),
};
const readsPhoneNumber = ({ InputValidation: validation }: Record<string, unknown>): boolean =>
  typeof validation === 'object' && validation !== null && Object.hasOwn(validation, 'PhoneNumberValidation');

/**
 * Digits into `$.StoredCustomerInput`. Probe: InputTimeLimitExceeded and NoMatchingCondition are refused here; silence
 * takes the success path with the value `Timeout` (admin guide).
 */
export const digitsInput = actionRule({
  type: TYPE,
  block: 'Store customer input',
  when: (parameters) => parameters.StoreInput === 'True' && !readsPhoneNumber(parameters),
  parameters: z
    .strictObject({
      ...storeFields,
      InputValidation: z.strictObject({
        // The reference names no upper bound.
        CustomValidation: z.strictObject({ MaximumLength: integer(1) }),
      }),
      InputEncryption: z.strictObject({ EncryptionKeyId: fixed(), Key: fixed() }).optional(),
    })
    .refine(...atMostOnePrompt),
  requiredErrors: ['NoMatchingError'],
  conditions: null,
  consoleLimits,
  flowTypes: IN_FLOWS,
});

/** As `digitsInput`, a telephone number. Probe: InvalidPhoneNumber is required exactly here. */
export const phoneNumberInput = actionRule({
  type: TYPE,
  block: 'Store customer input',
  when: (parameters) => parameters.StoreInput === 'True' && readsPhoneNumber(parameters),
  parameters: z
    .strictObject({
      ...storeFields,
      InputValidation: z
        .strictObject({
          PhoneNumberValidation: z.strictObject({
            NumberFormat: word('Local', 'E164'),
            CountryCode: pattern(/^[A-Z]{2}$/u, 'a two-letter country code').optional(),
          }),
          CustomValidation: z.unknown().optional(),
        })
        .refine(...exactlyOne('PhoneNumberValidation', 'CustomValidation')),
    })
    .refine(...atMostOnePrompt),
  requiredErrors: ['NoMatchingError', 'InvalidPhoneNumber'],
  conditions: null,
  consoleLimits,
  flowTypes: IN_FLOWS,
});
