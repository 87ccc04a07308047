import { ExplainedError } from '../ledger/index.ts';
import { complete, withNames } from './complete.ts';
import { type Config, configFields, type WrittenConfig } from './config.ts';
import { faultsAcrossFields } from './cross-field-checks.ts';
import { crossFieldsOf, type Fault, type Path } from './cross-fields.ts';
import { faultLines } from './fault-lines.ts';
import { showSyntaxFault, syntaxFault } from './json-syntax.ts';
import { faultsOfIssue } from './schema-faults.ts';
import { warningsOf } from './warnings.ts';

export { configFields as configSchema } from './config.ts';

/** Fills in what comes from another part: names in texts, and the default of `configurationSetName`. */
const filledIn = (config: Config): Config => {
  const { sms, deployment } = config;
  const named = { ...config, locations: withNames(config.locations) };
  if (sms.provider !== 'end-user-messaging' || sms.configurationSetName !== '') return named;
  return { ...named, sms: { ...sms, configurationSetName: deployment.prefix ?? deployment.stackName } };
};

/** The configuration is invalid; the message lists every fault with its path. */
export class ConfigError extends ExplainedError {
  readonly code = 'ConfigError';
}

const parseJson = (text: string, source: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const fault = syntaxFault(text);
    const shown = fault ? showSyntaxFault(text, fault) : (error as Error).message;
    throw new ConfigError(`${source} is not JSON: ${shown}`);
  }
};

const begins = (path: readonly PropertyKey[], start: readonly PropertyKey[]): boolean =>
  start.every((key, level) => path[level] === key);

/** The faults across the fields that are themselves valid. */
const alsoAcrossFields = (json: unknown, faults: readonly Fault[]): Fault[] => {
  const config = crossFieldsOf(json);
  const isFaulty = (path: Path) => faults.some((fault) => begins(path, fault.path));
  return (config ? faultsAcrossFields(config) : []).flatMap((fault) => {
    const at = fault.at?.filter((path) => !isFaulty(path));
    return isFaulty(fault.path) || at?.length === 0 ? [] : { ...fault, ...(at && { at }) };
  });
};

/**
 * Reads a configuration from JSON text, with or without a byte order mark, and completes it.
 * @param source the file's name, for the error
 * @returns the configuration in full, and what is valid but surely not meant, each with its place
 * @throws ConfigError naming every fault in the order of the file, where it is, and what is expected
 */
export const checkConfig = (text: string, source: string): { config: Config; warnings: string[] } => {
  const json = parseJson(text.replace(/^\uFEFF/, ''), source);
  const parsed = configFields.safeParse(json);
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) => faultsOfIssue(issue, json));
    throw errorOf(source, [...faults, ...alsoAcrossFields(json, faults)], json);
  }
  const config: Config = complete<WrittenConfig>(parsed.data);
  const faults = faultsAcrossFields(config);
  if (faults.length > 0) throw errorOf(source, faults, json);
  return { config: filledIn(config), warnings: faultLines(warningsOf(config), json) };
};

const errorOf = (source: string, faults: Fault[], json: unknown) =>
  new ConfigError(
    `${source} cannot be used:\n${faultLines(faults, json)
      .map((line) => `  ${line}`)
      .join('\n')}`,
  );

/** The configuration of `checkConfig` alone. @throws ConfigError */
export const parseConfig = (text: string, source: string): Config => checkConfig(text, source).config;
