import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import { BACKGROUND } from '../../adapters/aws-clients.ts';
import { jsonLog } from '../../adapters/log.ts';
import { sha256 } from '../../adapters/sha256.ts';
import type { Config } from '../../domain/config/config.ts';
import type { AppContext } from '../composition/context.ts';
import { type Environment, readEnvironment } from '../environment.ts';

/** Hash of the configuration that was validated when this bundle was built; defined by bundle.ts. */
declare const CHECKED_CONFIG: string | undefined;

/** The context of a Lambda. @throws EnvironmentError or ConfigError, which fails the cold start */
export const runtime = async (clients: AppContext['clients'] = BACKGROUND): Promise<AppContext> => {
  const environment = readEnvironment(process.env);
  return {
    environment,
    config: checkedConfig(environment) ?? (await import('../read-config.ts')).readConfig(environment),
    system: { now: Date.now, newId: ulid, pause: (milliseconds) => wait(randomInt(milliseconds + 1)) },
    log: jsonLog((line) => process.stdout.write(line), Date.now),
    clients,
  };
};

/** The configuration without validating it again, when its bytes are those the bundle was built with; null otherwise. */
const checkedConfig = ({ LINE_CONFIG }: Environment): Config | null => {
  if (typeof CHECKED_CONFIG === 'undefined') return null;
  try {
    const text = readFileSync(LINE_CONFIG, 'utf8');
    return sha256(text) === CHECKED_CONFIG ? JSON.parse(text) : null;
  } catch {
    return null;
  }
};
