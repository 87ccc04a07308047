import { ExplainedError } from '../ledger/index.ts';
import * as z from '../zod.ts';
import { type Config, configFields } from './config.ts';
import { faultsAcrossFields } from './cross-field-checks.ts';

/** `line.config.json`: everything an installation decides. Its JSON Schema is published as `docs/line.config.schema.json`. */
export const configSchema = configFields.check(
  z.superRefine((config, context) => {
    for (const fault of faultsAcrossFields(config)) context.addIssue({ code: 'custom', ...fault });
  }),
);

/** Fills in the default of `configurationSetName`, which comes from another part of the configuration. */
const withNames = (config: Config): Config => {
  const { sms, deployment } = config;
  if (sms.provider !== 'end-user-messaging' || sms.configurationSetName !== '') return config;
  return { ...config, sms: { ...sms, configurationSetName: deployment.prefix ?? deployment.stackName } };
};

/** The configuration is invalid; the message lists every fault with its path. */
export class ConfigError extends ExplainedError {
  readonly code = 'ConfigError';
}

/**
 * Reads a configuration from JSON text.
 * @param source the file's name, for the error
 * @throws ConfigError naming each fault, where it is, and what is expected
 */
export const parseConfig = (text: string, source: string): Config => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${source} is not JSON: ${(error as Error).message}`);
  }
  const parsed = configSchema.safeParse(json);
  if (parsed.success) return withNames(parsed.data);
  const faults = parsed.error.issues.map(
    (issue) => `  ${issue.path.join('.') || '(the whole file)'}: ${issue.message}`,
  );
  throw new ConfigError(`${source} cannot be used:\n${faults.join('\n')}`);
};
