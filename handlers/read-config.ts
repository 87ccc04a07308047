import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { errorName } from '../adapters/error-name.ts';
import type { Config } from '../domain/config/config.ts';
import { ConfigError, checkConfig } from '../domain/config/parse-config.ts';
import type { Environment } from './environment.ts';

type File = Pick<Environment, 'LINE_CONFIG'>;

/** The configuration, and what it says that is surely not meant. @throws ConfigError when the file cannot be read or used */
export const readCheckedConfig = ({ LINE_CONFIG }: File): { config: Config; warnings: string[] } => {
  let bytes: Buffer;
  try {
    bytes = readFileSync(LINE_CONFIG);
  } catch (error) {
    throw new ConfigError(
      `${LINE_CONFIG} cannot be read (${errorName(error)}); set LINE_CONFIG to the configuration, or change to its folder`,
    );
  }
  if (!isUtf8(bytes)) throw new ConfigError(`${LINE_CONFIG} is not UTF-8; save it with the encoding UTF-8`);
  return checkConfig(bytes.toString('utf8'), LINE_CONFIG);
};

/** The configuration of the file that the environment names. @throws ConfigError when it cannot be read or used */
export const readConfig = (file: File): Config => readCheckedConfig(file).config;
