import { mkdirSync } from 'node:fs';
import { z } from 'zod';
import { jsonLog } from '../adapters/log.ts';
import { DEMO_ADMINS } from '../local/demo.ts';
import { serveApi } from '../local/http/server.ts';
import { type Line, startLine } from '../local/line.ts';
import { client } from './client.ts';
import { announce, configFile, dataFolder } from './connection.ts';
import { print, say, UserError } from './output.ts';
import { phoneDesk } from './phone.ts';

const DEFAULT_PORT = 4600;

export const portOf = (text: string | undefined): number => {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = z.coerce.number().int().min(0).max(65_535).safeParse(text);
  if (!port.success)
    throw new UserError(`PORT is ${JSON.stringify(text)}; it must be a number from 0 to 65535`);
  return port.data;
};

const greeting = ({ config }: Line, url: string): string =>
  [
    `${config.name} is answering.`,
    '',
    `  Administrators call   ${config.lines.admin.join(', ')}`,
    ...config.lines.customer.map(
      ({ number, locations }) => `  Customers call        ${number} (${locations.join(', ')})`,
    ),
    '  On the list           (of a new data folder)',
    ...DEMO_ADMINS.map(
      ({ adminId, name, number, phone }) => `    ${number}  ${adminId}, ${name}, ${phone.toLowerCase()}`,
    ),
    `  API                   ${url}/api`,
    `  Data                  ${dataFolder()}`,
  ].join('\n');

const stopped = () =>
  new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

/** `emergency start`: the whole line on this machine until it is stopped; in a terminal, a phone to try it with. */
export const start = async ({ json }: { json?: boolean }): Promise<void> => {
  const port = portOf(process.env.PORT);
  mkdirSync(dataFolder(), { recursive: true });
  const log = jsonLog((text) => process.stderr.write(text));
  const line = await startLine({ folder: dataFolder(), configFile: configFile(), log });
  try {
    const server = await serveApi(line, port);
    const withdraw = announce(server.url, line.services.environment);
    const { config } = line;
    print(json, { url: server.url, lines: config.lines, data: dataFolder() }, () =>
      greeting(line, server.url),
    );
    const interactive = process.stdin.isTTY === true && !json;
    const numbers = { from: DEMO_ADMINS[0]?.number ?? '', to: config.lines.admin[0] ?? '' };
    await (interactive ? Promise.race([stopped(), phoneDesk(client(server.url), numbers)]) : stopped());
    withdraw();
    await server.close();
    if (!json) say('The line has stopped; its data is kept.');
  } finally {
    await line.stop();
  }
};
