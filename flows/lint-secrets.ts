import type { Flow } from './language/flow.ts';
import type { Problem } from './language/problem.ts';
import type { Check } from './lint/rules.ts';
import { checkSecretFields } from './lint/secrets/fields.ts';
import { checkLoggingWhileTyping } from './lint/secrets/logging-off-while-typing.ts';
import { checkMaxDigitPrompts } from './lint/secrets/max-digit-prompts.ts';
import { checkSilentEndings } from './lint/secrets/no-silent-ending.ts';

const CHECKS: readonly Check[] = [
  checkSecretFields,
  checkLoggingWhileTyping,
  checkMaxDigitPrompts,
  checkSilentEndings,
];

/**
 * Finds leaks of typed digits and calls that end in silence: a PIN in an attribute, a Compare or a text; flow logging or IVR
 * recording on while digits are typed, or logging left off afterwards; more than three attempts; a call that ends
 * without a prompt. `parseFlow` checks that every error branch exists.
 * Admin guide: flow logs show Lambda input and attributes, and the contact record stores attributes for years.
 */
export const lintSecrets = (flow: Flow): Problem[] => CHECKS.flatMap((check) => check(flow, {}));
