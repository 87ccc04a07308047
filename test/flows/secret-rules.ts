import type { Rule } from '../../flows/lint/rules.ts';

/** The rules of lintSecrets, each with a flow of its own in lint-secrets.unit.test.ts. */
export const SECRET_RULES: readonly Rule[] = [
  'secret-name',
  'secret-reference',
  'secret-compared',
  'logging-on',
  'recording-on',
  'logging-left-off',
  'recording-switched-on',
  'input-unspent',
  'input-late',
  'too-many-tries',
  'silent-end',
];
