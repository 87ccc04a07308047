import type { Config } from '../domain/config/config.ts';
import { escaped } from '../domain/ledger/index.ts';
import { readCheckedConfig } from '../handlers/read-config.ts';
import { withSender } from '../local/line.ts';
import { client } from './client.ts';
import { type Change, changesOf, kindOf, neededFor } from './config-changes.ts';
import { configFile, runningLine } from './connection.ts';
import { counted, print, warn } from './output.ts';
import { table } from './table.ts';

/** A value as a cell; a whole location or type would fill the screen. */
const shown = (value: unknown): string => {
  if (value === undefined) return '-';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

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
    `The file differs from the running line in ${counted(changes.length, 'field')}:`,
    table([
      ['CHANGE', 'FIELD', 'RUNNING', 'FILE', 'NEEDS'],
      ...changes.map((change) => [
        kindOf(change),
        change.path,
        shown(change.before),
        shown(change.after),
        neededFor(change),
      ]),
    ]),
    ...(changes.some(({ path }) => path === 'origin')
      ? [
          'origin binds the log: a line with another one is a new line. Start it with EMERGENCY_LINE_DATA=<new folder>.',
        ]
      : []),
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
  const found =
    changes?.map((change) => ({ ...change, change: kindOf(change), needs: neededFor(change) })) ?? null;
  print(json, { file, config, warnings, changes: found }, () =>
    [
      `${escaped(file)} can be used: ${counted(warnings.length, 'warning')}.`,
      '',
      ...inForce(config),
      ...effectText(changes),
    ].join('\n'),
  );
};
