import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { errorName } from '../adapters/error-name.ts';
import type { Config } from '../domain/config/config.ts';
import { ConfigError, parseConfig } from '../domain/config/parse-config.ts';
import type { Environment } from './environment.ts';

/** @throws ConfigError when the file the environment names cannot be read or used */
export const readConfig = ({ LINE_CONFIG }: Pick<Environment, 'LINE_CONFIG'>): Config => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(LINE_CONFIG);
  } catch (error) {
    throw new ConfigError(
      `${LINE_CONFIG} cannot be read (${errorName(error)}); set LINE_CONFIG to the configuration, or change to its folder`,
    );
  }
  if (!isUtf8(bytes)) throw new ConfigError(`${LINE_CONFIG} is not UTF-8; save it with the encoding UTF-8`);
  return parseConfig(bytes.toString('utf8'), LINE_CONFIG);
};
