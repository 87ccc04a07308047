import { ExplainedError } from '../ledger/index.ts';
import { type Config, configFields } from './config.ts';
import { faultsAcrossFields } from './cross-field-checks.ts';
import { crossFieldsOf, type Fault } from './cross-fields.ts';
import { showSyntaxFault, syntaxFault } from './json-syntax.ts';
import { inFileOrder, placeOf } from './place.ts';
import { longTexts } from './spoken-texts.ts';

export { configFields as configSchema } from './config.ts';

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
const alsoAcrossFields = (json: unknown, faults: readonly { path: PropertyKey[] }[]): Fault[] => {
  const config = crossFieldsOf(json);
  return (config ? faultsAcrossFields(config) : []).filter(
    ({ path }) => !faults.some((fault) => begins(path, fault.path)),
  );
};

/**
 * Reads a configuration from JSON text, with or without a byte order mark.
 * @param source the file's name, for the error
 * @throws ConfigError naming every fault in the order of the file, where it is, and what is expected
 */
export const parseConfig = (text: string, source: string): Config => {
  const json = parseJson(text.replace(/^\uFEFF/, ''), source);
  const parsed = configFields.safeParse(json);
  const issues = parsed.error?.issues ?? [];
  const across = parsed.success ? faultsAcrossFields(parsed.data) : alsoAcrossFields(json, issues);
  const faults = inFileOrder([...issues, ...across], json);
  if (parsed.success && faults.length === 0) return withNames(parsed.data);
  const lines = faults.map(({ path, message }) => `  ${placeOf(path, json)}: ${message}`);
  throw new ConfigError(`${source} cannot be used:\n${lines.join('\n')}`);
};

/** What is valid but should be improved, each with its place: texts that take long to say. */
export const configWarnings = (config: Config): string[] =>
  longTexts(config).map(({ path, message }) => `${placeOf(path, config)} ${message}`);
