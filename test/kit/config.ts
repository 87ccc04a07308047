import { readFileSync } from 'node:fs';
import type { Config } from '../../domain/config/config.ts';
import { ConfigError, parseConfig } from '../../domain/config/parse-config.ts';
import { CONFIG_FILE } from './config-file.ts';

/** The tests' configuration, as it is written. */
export const shipped: string = readFileSync(CONFIG_FILE, 'utf8');

/** The shipped configuration in two languages, to test the fallback to the first. */
export const bilingual = (): Config => {
  const config = parseConfig(shipped, 'line.config.json');
  const [english] = config.languages;
  if (!english) throw new Error('the shipped configuration has no language');
  const also = (texts: Record<string, string>) => ({ ...texts, 'de-DE': `${texts['en-US']} (auf Deutsch)` });
  return {
    ...config,
    languages: [english, { code: 'de-DE', voice: 'Vicki' }],
    locations: config.locations.map((location) => ({ ...location, name: also(location.name) })),
    emergencyTypes: config.emergencyTypes.map((type) => ({
      ...type,
      message: also(type.message),
      ...(type.laterMessage && { laterMessage: also(type.laterMessage) }),
    })),
  };
};

type Json = Record<string, unknown>;

/** The shipped configuration with one field changed; `undefined` removes it. */
export const changed = (path: string, value: unknown): string => {
  const config = JSON.parse(shipped);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<Json>((at, key) => {
    at[key] ??= {};
    return at[key] as Json;
  }, config);
  parent[last] = value;
  return JSON.stringify(config);
};

/** Every fault of a configuration, without the heading. */
export const faults = (text: string): string[] => {
  try {
    parseConfig(text, 'line.config.json');
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [heading, ...lines] = error.message.split('\n');
    if (heading !== 'line.config.json cannot be used:') throw error;
    return lines.map((line) => line.trim());
  }
  return [];
};
