import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ExplainedError } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';
import { projectFolder } from './project-folder.ts';

/** The context key of the qualifier in the names of bootstrap's resources (cdk bootstrap --qualifier). */
export const QUALIFIER_KEY = '@aws-cdk/core:bootstrapQualifier';

/** Bootstrap's default. */
const DEFAULT = 'hnb659fds';

const qualifier = z.matching(/^[a-z0-9]{1,10}$/, 'one to ten lowercase letters and digits');
const context = z.catch(z.record(z.string(), z.unknown()), {});
const file = z.object({ context: z.optional(context) });

/** The context of the CDK is wrong. */
export class BadQualifier extends ExplainedError {
  readonly code = 'BadQualifier';
}

const contextIn = (path: string, read: (json: unknown) => Record<string, unknown> | undefined) =>
  existsSync(path) ? (read(JSON.parse(readFileSync(path, 'utf8'))) ?? {}) : {};

/** @throws BadQualifier when it cannot be a qualifier */
export const parseQualifier = (value: unknown): string => {
  const parsed = qualifier.safeParse(value ?? DEFAULT);
  if (parsed.success) return parsed.data;
  throw new BadQualifier(`${QUALIFIER_KEY} in the CDK's context: ${parsed.error.issues[0]?.message}`);
};

/**
 * The qualifier of the CDK's context: of cdk.json, cdk.context.json or ~/.cdk.json, in the order of the CDK. The CDK app itself
 * also knows what `-c` gives.
 * @param folders the project's and the user's
 * @throws BadQualifier
 */
export const configuredQualifier = (project = projectFolder(), home = homedir()): string => {
  const ofFile = (json: unknown) => file.parse(json).context;
  const all: Record<string, unknown> = {
    ...contextIn(join(home, '.cdk.json'), ofFile),
    ...contextIn(join(project, 'cdk.context.json'), (json) => context.parse(json)),
    ...contextIn(join(project, 'cdk.json'), ofFile),
  };
  return parseQualifier(all[QUALIFIER_KEY]);
};
