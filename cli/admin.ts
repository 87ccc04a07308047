import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { ulid } from 'ulid';
import { z } from 'zod';
import type { DirectoryRow } from '../domain/read-models.ts';
import { maskNumber, parseE164 } from '../domain/secret.ts';
import { ADMIN_ID } from '../domain/stream.ts';
import { type Entry, enrollAdmin, revokeAdmin } from '../handlers/admins.ts';
import { wireMessaging } from '../handlers/messaging.ts';
import { wireProjections } from '../handlers/wire.ts';
import type { Wires } from '../handlers/wiring.ts';
import { onLine } from './audit.ts';
import { print, table, UserError } from './output.ts';

type Options = {
  json?: boolean;
  number?: string;
  name?: string;
  locations?: string;
  language?: string;
  reason?: string;
};

const actOf = (wires: Wires) => ({
  principal: userInfo().username,
  actId: `cli-${ulid(wires.system.now())}`,
});

const portsOf = async (wires: Wires) => ({
  ...wireProjections(wires),
  system: wires.system,
  lookup: (await wireMessaging(wires)).lookup,
});

const numberOf = (text: string | undefined) => {
  const number = parseE164(text);
  if (!number) throw new UserError('--number: not an E.164 number such as +6591110001');
  return number;
};

const locationsOf = ({ config }: Wires, text: string): string[] => {
  if (text === '*') return ['*'];
  const wanted = text.split(',').map((id) => id.trim());
  const known = config.locations.map(({ id }) => id);
  const unknown = wanted.filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new UserError(
      `--locations: no location has the id ${unknown.join(', ')}; there are ${known.join(', ')}, or * for all`,
    );
  return wanted;
};

const languageOf = ({ config }: Wires, text: string | undefined): string => {
  const codes = config.languages.map(({ code }) => code);
  if (text !== undefined && !codes.includes(text))
    throw new UserError(`--language: the line speaks ${codes.join(', ')}`);
  return text ?? codes[0] ?? 'en-US';
};

const checkId = (adminId: string) => {
  if (!ADMIN_ID.test(adminId))
    throw new UserError(
      `${JSON.stringify(adminId)} is no administrator id: letters, digits, - and _, at most 40`,
    );
};

const shown = (adminId: string, number: Entry['number'], text: string) =>
  `${adminId} (${maskNumber(number)}) ${text}`;

const enroll = (adminId: string, options: Options) =>
  onLine(async ({ wires }) => {
    checkId(adminId);
    const number = numberOf(options.number);
    const ports = await portsOf(wires);
    if (await ports.directory.get(adminId))
      throw new UserError(`${adminId} is on the list already; use: emergency admin change ${adminId}`);
    const taken = await ports.directory.find(number);
    if (taken)
      throw new UserError(
        `${maskNumber(number)} is ${taken.adminId}'s number already; a number can be one administrator's only`,
      );
    const name = z.string().min(1).max(80).parse(options.name);
    const entry = {
      adminId,
      number,
      name,
      locations: locationsOf(wires, options.locations ?? '*'),
      language: languageOf(wires, options.language),
    };
    const event = await enrollAdmin(ports, actOf(wires), 'enroll', entry);
    print(options.json, { adminId, event: event.id }, () => shown(adminId, number, 'is on the list.'));
  });

const change = (adminId: string, options: Options) =>
  onLine(async ({ wires }) => {
    const ports = await portsOf(wires);
    const row = await ports.directory.get(adminId);
    const was = parseE164(row?.number);
    if (!row || !was)
      throw new UserError(`${adminId} is not on the list; use: emergency admin enroll ${adminId}`);
    const number = options.number === undefined ? was : numberOf(options.number);
    const entry = {
      adminId,
      number,
      name: options.name ?? row.name ?? adminId,
      locations: options.locations === undefined ? row.locations : locationsOf(wires, options.locations),
      language: languageOf(wires, options.language ?? row.language),
    };
    const event = await enrollAdmin(ports, actOf(wires), 'change', entry, number.reveal() !== was.reveal());
    print(options.json, { adminId, event: event.id }, () => shown(adminId, number, 'was changed.'));
  });

const revoke = (adminId: string, options: Options) =>
  onLine(async ({ wires }) => {
    const ports = await portsOf(wires);
    if (!(await ports.directory.get(adminId))) throw new UserError(`${adminId} is not on the list`);
    const event = await revokeAdmin(ports, actOf(wires), adminId, options.reason ?? 'no reason given');
    print(options.json, { adminId, event: event.id }, () => `${adminId} is off the list.`);
  });

/** A row for the screen: numbers masked, a revoked one said to be so. */
const listed = (row: DirectoryRow) => ({
  adminId: row.adminId,
  name: row.name ?? null,
  number: row.maskedNumber,
  locations: row.locations,
  language: row.language,
  phone: row.phone.type,
  onTheList: row.number !== undefined,
});

const list = ({ json }: Options) =>
  onLine(async ({ wires }) => {
    const rows: ReturnType<typeof listed>[] = [];
    for await (const row of wireProjections(wires).directory.all()) rows.push(listed(row));
    rows.sort((a, b) => (a.adminId < b.adminId ? -1 : 1));
    const lines = rows.map((row) => [
      row.adminId,
      row.name ?? '-',
      row.number,
      row.phone,
      row.locations.join(','),
      row.onTheList ? 'yes' : 'no',
    ]);
    print(json, { admins: rows }, () =>
      table([['ADMIN', 'NAME', 'NUMBER', 'PHONE', 'LOCATIONS', 'ON THE LIST'], ...lines]),
    );
  });

/** The commands that keep the list of administrators. */
export const adminCommands = (program: Command): void => {
  const admin = program.command('admin').description('who may use the line');
  const entry = (command: Command) =>
    command
      .option('--locations <ids>', 'comma-separated location ids, or * for all')
      .option('--language <code>')
      .option('--json');
  entry(
    admin.command('enroll <adminId>').requiredOption('--number <e164>').requiredOption('--name <name>'),
  ).action(enroll);
  entry(admin.command('change <adminId>').option('--number <e164>').option('--name <name>')).action(change);
  admin.command('revoke <adminId>').requiredOption('--reason <text>').option('--json').action(revoke);
  admin.command('list').option('--json').action(list);
};
