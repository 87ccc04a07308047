import { readFileSync } from 'node:fs';
import { errorName } from '../adapters/error-name.ts';
import type { Config } from '../domain/config/config.ts';
import { ConfigError, parseConfig } from '../domain/config/parse-config.ts';
import type { Environment } from './environment.ts';

/** @throws ConfigError when the file the environment names cannot be read or used */
export const readConfig = ({ LINE_CONFIG }: Pick<Environment, 'LINE_CONFIG'>): Config => {
  let text: string;
  try {
    text = readFileSync(LINE_CONFIG, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `${LINE_CONFIG} cannot be read (${errorName(error)}); set LINE_CONFIG to the configuration, or change to its folder`,
    );
  }
  return parseConfig(text, LINE_CONFIG);
};
