import type { Config } from '../domain/config/config.ts';
import { escaped } from '../domain/ledger/index.ts';
import { readCheckedConfig } from '../handlers/read-config.ts';
import { withSender } from '../local/line.ts';
import { client } from './client.ts';
import { configFile, runningLine } from './connection.ts';
import { counted, print, warn } from './output.ts';
import { table } from './table.ts';

type Change = { path: string; before: unknown; after: unknown };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The fields that differ between two configurations in full, by their path; undefined where one has none. */
export const changesOf = (before: unknown, after: unknown, path = ''): Change[] => {
  if (!isObject(before) || !isObject(after)) return Object.is(before, after) ? [] : [{ path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) =>
    changesOf(
      before[key],
      after[key],
      Array.isArray(after) ? `${path}[${key}]` : `${path}${path && '.'}${key}`,
    ),
  );
};

const shown = (value: unknown): string => (value === undefined ? 'none' : JSON.stringify(value));

/** What the file changes of the line that runs on this machine; null when none runs. `$schema` is for editors only. */
const effect = async (config: Config): Promise<Change[] | null> => {
  const line = await runningLine();
  return line
    ? changesOf(await client(line.url).config(), withSender(config)).filter(({ path }) => path !== '$schema')
    : null;
};

const effectText = (changes: Change[] | null): string[] => {
  if (changes === null) return [];
  if (changes.length === 0) return ['', 'The running line has this configuration.'];
  return [
    '',
    `A restart changes ${counted(changes.length, 'field')} of the running line:`,
    table([
      ['FIELD', 'RUNNING', 'FILE'],
      ...changes.map(({ path, before, after }) => [path, shown(before), shown(after)]),
    ]),
  ];
};

const inForce = (config: Config): string[] => {
  const [first] = config.languages;
  const inFirst = (texts: Record<string, string>) => texts[first?.code ?? ''] ?? '';
  const numbersAt = (id: string) =>
    config.lines.customer
      .flatMap(({ number, locations }) => (locations.includes(id) ? number : []))
      .join(', ');
  return [
    `${config.name} (log ${config.origin})`,
    `languages: ${config.languages.map(({ code, voice }) => `${code} (${voice})`).join(', ')}`,
    `administrators call ${config.lines.admin.join(', ')}; texts by ${config.sms.provider}`,
    '',
    table([
      ['LOCATION', 'TIME ZONE', 'CUSTOMERS CALL', 'CALLERS HEAR NORMALLY'],
      ...config.locations.map(({ id, timeZone, normal }) => [id, timeZone, numbersAt(id), inFirst(normal)]),
    ]),
    '',
    table([
      ['TYPE', 'ENDS', 'CALLERS HEAR'],
      ...config.emergencyTypes.map(({ id, defaultMinutes, message }) => [
        id,
        defaultMinutes === null ? 'when it is removed' : `after ${counted(defaultMinutes, 'minute')}`,
        inFirst(message),
      ]),
    ]),
  ];
};

/** `emergency config`: checks the configuration and prints what is in force; exit status 2 when it cannot be used. */
export const showConfig = async ({ json }: { json?: boolean }): Promise<void> => {
  const file = configFile();
  const { config, warnings } = readCheckedConfig({ LINE_CONFIG: file });
  const changes = await effect(config);
  if (!json) warn(warnings);
  print(json, { file, config, warnings, changes }, () =>
    [
      `${escaped(file)} can be used: ${counted(warnings.length, 'warning')}.`,
      '',
      ...inForce(config),
      ...effectText(changes),
    ].join('\n'),
  );
};
