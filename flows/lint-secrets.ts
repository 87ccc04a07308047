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
 * Whether a flow keeps what is typed to itself and never leaves a caller in silence: no PIN in an attribute, a Compare
 * or a text; flow logging and IVR recording off while digits are typed and on again on every way out; at most three
 * tries; every error branch that ends speaks first. That each error branch is wired at all is `parseFlow`'s to see.
 * The leaks it closes are in the admin guide: flow logs show Lambda input and attributes, and the contact record keeps
 * attributes for years.
 */
export const lintSecrets = (flow: Flow): Problem[] => CHECKS.flatMap((check) => check(flow, {}));
