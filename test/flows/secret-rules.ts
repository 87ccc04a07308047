import type { Rule } from '../../flows/lint/rules.ts';

/** The rules of lintSecrets; lint-secrets.unit.test.ts has an example of each. */
export const SECRET_RULES: readonly Rule[] = [
  'secret-name',
  'secret-reference',
  'secret-compared',
  'logging-on',
  'recording-on',
  'logging-left-off',
  'recording-switched-on',
  'input-unverified',
  'input-reused',
  'too-many-attempts',
  'silent-ending',
];
