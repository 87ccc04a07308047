import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { jsonLog, type Log } from '../adapters/log.ts';
import { numbersOf } from '../domain/config/numbers.ts';
import { createStores } from '../handlers/composition/projector.ts';
import { readCheckedConfig } from '../handlers/read-config.ts';
import { demoPhone, isDemo } from '../local/demo.ts';
import { serveApi } from '../local/http/server.ts';
import { type LocalLine, startLine } from '../local/line.ts';
import { hiddenEmergencies, hiddenMessage } from '../use-cases/queries/hidden-emergencies.ts';
import { adminRows, adminRowView } from './admin-row-view.ts';
import { client } from './client.ts';
import { announce, configFile, dataFolder, runningLine } from './connection.ts';
import { requireFreePort } from './free-port.ts';
import { print, say, UserError, warn } from './output.ts';
import { phoneDesk } from './phone.ts';
import { stopRequest } from './stop-signals.ts';
import { atTerminal } from './terminal.ts';

const DEFAULT_PORT = 4600;

const portOf = (text: string | undefined): number => {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = z.coerce.number().int().min(0).max(65_535).safeParse(text);
  if (!port.success)
    throw new UserError(`PORT is ${JSON.stringify(text)}; it must be a number from 0 to 65535`);
  return port.data;
};

type Admin = ReturnType<typeof adminRowView>;

/** The enrolled administrators. The demo's numbers are public and shown, to dial from; all others are masked. */
const enrolledAdmins = async ({ config, ctx }: LocalLine): Promise<Admin[]> => {
  const isShown = (number: string) => isDemo(config) && demoPhone(number) !== undefined;
  const rows = await adminRows(createStores(ctx).directory);
  return rows.flatMap((row) =>
    row.number === undefined
      ? []
      : { ...adminRowView(row), number: isShown(row.number) ? row.number : row.maskedNumber },
  );
};

/** What a new line says of whom it enrolled by itself. */
const newLine = (enrolled: readonly string[]): string[] =>
  enrolled.length === 0
    ? []
    : [
        `    This line is new: the demonstration enrolled ${enrolled.join(', ')}. To remove one: npx emergency admin revoke <id> --reason <text>`,
      ];

/** @throws UserError when a line runs on our data folder */
const refuseSecond = async (): Promise<void> => {
  const first = await runningLine();
  if (first)
    throw new UserError(
      `the line already runs on ${dataFolder()}: process ${first.pid}, ${first.url}. Stop it, or set EMERGENCY_LINE_DATA to another folder and PORT to another port`,
    );
};

const greeting = (
  { config, found }: LocalLine,
  admins: readonly Admin[],
  url: string,
  interactive: boolean,
): string =>
  [
    `${config.name} is running.`,
    '',
    `  Administrators call   ${config.lines.admin.join(', ')}`,
    ...config.lines.customer.map(
      ({ number, locations }) => `  Customers call        ${number} (${locations.join(', ')})`,
    ),
    `  Administrators        ${admins.length === 0 ? NOBODY : ''}`.trimEnd(),
    ...admins.map(
      ({ adminId, name, number, phone, locations }) =>
        `    ${number}  ${adminId}, ${name}, ${phone.toLowerCase()}, ${locations.includes('*') ? 'all locations' : locations.join(' ')}`,
    ),
    ...newLine(found.enrolled),
    `  API                   ${url}/api`,
    `  Data                  ${dataFolder()}`,
    ...(interactive ? [`  Log                   ${logFile()}`] : []),
  ].join('\n');

const NOBODY =
  'none enrolled; to enroll one: npx emergency admin enroll <id> --number <number> --name <name>';

const logFile = () => join(dataFolder(), 'line.log');

/** Logs to a file when interactive, so that log lines do not interrupt a call; to the terminal when the file cannot be written. */
const logOf = (interactive: boolean): Log => {
  const toTerminal = (text: string) => void process.stderr.write(text);
  const toFile = (text: string) => {
    try {
      appendFileSync(logFile(), text, { mode: 0o600 });
    } catch {
      toTerminal(text);
    }
  };
  return jsonLog(interactive ? toFile : toTerminal, Date.now);
};

/** Says on standard error what the start found damaged or repaired. */
const reportFound = ({ found: { damaged, repaired } }: LocalLine): void => {
  for (const one of damaged.slice(0, MOST_SAID)) sayError(`the log is damaged: ${one}`);
  if (damaged.length > 0) sayError('no checkpoint is signed on top of it; run: emergency verify');
  if (repaired.length > 0)
    sayError(
      `rows of the board that differed from the log and were rebuilt: ${repaired.slice(0, MOST_SAID).join(', ')}`,
    );
};

/** @throws UserError when a location is in an emergency and not configured */
const refuseHiddenEmergency = async ({ config, queries, clock }: LocalLine): Promise<void> => {
  const configured = config.locations.map(({ id }) => id);
  const hidden = await hiddenEmergencies(queries, configured, clock.now());
  if (hidden.length > 0) throw new UserError(hiddenMessage(hidden));
};

const MOST_SAID = 10;
const sayError = (text: string) => process.stderr.write(`emergency: ${text}\n`);

/** The phone of the terminal, until it is closed. */
const serveDesk = (url: string, { config }: LocalLine, admins: readonly Admin[]): Promise<void> => {
  // Numbers that are masked cannot be dialed from.
  const from = admins.find(({ number, phone }) => demoPhone(number) && phone === 'MOBILE')?.number ?? '';
  const numbers = { from, to: config.lines.admin[0] ?? '', all: numbersOf(config) };
  return atTerminal((terminal) => phoneDesk(client(url), numbers, terminal));
};

/** `emergency start`: runs the line on this machine until it is stopped; in a terminal, with an interactive phone. */
export const start = async ({ json }: { json?: boolean }): Promise<void> => {
  const port = portOf(process.env.PORT);
  const stop = stopRequest();
  try {
    await refuseSecond();
    await requireFreePort(port);
    await run(port, process.stdin.isTTY === true && !json, json, stop);
  } finally {
    stop.withdraw();
  }
  if (!json) say(`Stopped; data is kept in ${dataFolder()}.`);
};

const run = async (
  port: number,
  interactive: boolean,
  json: boolean | undefined,
  stop: ReturnType<typeof stopRequest>,
): Promise<void> => {
  const line = await startLine({ folder: dataFolder(), configFile: configFile(), log: logOf(interactive) });
  try {
    reportFound(line);
    await refuseHiddenEmergency(line);
    const server = await serveApi(line, port);
    const withdraw = announce(server.url, line.id, line.services.environment);
    const { config } = line;
    warn(readCheckedConfig({ LINE_CONFIG: configFile() }).warnings);
    const admins = await enrolledAdmins(line);
    print(json, { url: server.url, lines: config.lines, admins, data: dataFolder() }, () =>
      greeting(line, admins, server.url, interactive),
    );
    await (interactive && !stop.isStopped() ? serveDesk(server.url, line, admins) : stop.stopped);
    withdraw();
    await server.close();
  } finally {
    await line.stop();
  }
};
