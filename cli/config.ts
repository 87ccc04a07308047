import type { Config } from '../domain/config/config.ts';
import { escaped } from '../domain/ledger/index.ts';
import { readCheckedConfig } from '../handlers/read-config.ts';
import { compared, comparisonText } from './config-comparison.ts';
import { configFile } from './connection.ts';
import { counted, print, warn } from './output.ts';
import { table } from './table.ts';

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
  const comparison = await compared(config);
  if (!json) warn(warnings);
  print(json, { file, config, warnings, ...comparison }, () =>
    [
      `${escaped(file)} can be used: ${counted(warnings.length, 'warning')}.`,
      '',
      ...inForce(config),
      ...comparisonText(comparison),
    ].join('\n'),
  );
};
