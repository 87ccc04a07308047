import type { Command } from 'commander';
import {
  ADMIN_ID,
  type DirectoryTable,
  type E164,
  maskNumber,
  parseE164,
} from '../domain/emergency/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createNumberLookup } from '../handlers/composition/messaging.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { type AdminEntry, enrollAdmin } from '../use-cases/enroll-admin.ts';
import { revokeAdmin } from '../use-cases/revoke-admin.ts';
import { adminActCommands } from './admin-access.ts';
import { factorCommands, giveTotp, riskOfTexts, toBeScanned } from './admin-factors.ts';
import { adminRows, adminRowView } from './admin-row-view.ts';
import { behindLines } from './behind.ts';
import { onLine } from './connection.ts';
import { operatorAction, portsOf, textOf, throwIfRefused } from './operator-action.ts';
import { print, table, UserError } from './output.ts';
import { phoneReport } from './phone-report.ts';

type Options = {
  json?: boolean;
  number?: string;
  name?: string;
  locations?: string;
  language?: string;
  reason?: string;
  totp?: boolean;
};

const listPorts = (ctx: AppContext) => ({ ...portsOf(ctx), lookup: createNumberLookup(ctx) });

/** The longest name, in letters: sealed, it takes up some three times that in its event. */
const NAME = 80;

const numberOf = (text: string | undefined) => {
  const number = parseE164(text);
  if (!number) throw new UserError('--number: not an E.164 number such as +6591110001');
  return number;
};

/** @throws UserError when the number is another administrator's: the line would not know who calls */
const checkFree = async ({ directory }: { directory: DirectoryTable }, number: E164, adminId: string) => {
  const taken = await directory.find(number);
  if (taken && taken.adminId !== adminId)
    throw new UserError(
      `${maskNumber(number)} is ${taken.adminId}'s number already; a number can be one administrator's only`,
    );
};

const locationsOf = ({ config }: AppContext, text: string): string[] => {
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

const languageOf = ({ config }: AppContext, text: string | undefined): string => {
  const codes = config.languages.map(({ code }) => code);
  if (text !== undefined && !codes.includes(text))
    throw new UserError(`--language: the line speaks ${codes.join(', ')}`);
  return text ?? codes[0] ?? 'en-US';
};

/** An id stands in every event: no room for what is no id, and none for the number itself. */
const checkId = (adminId: string, number: E164) => {
  if (!ADMIN_ID.test(adminId) || adminId.includes(number.reveal().slice(1)))
    throw new UserError(
      'an administrator id is letters, digits, - and _, at most 40, and never the telephone number: it stands in every event',
    );
};

const shown = (adminId: string, number: AdminEntry['number'], text: string) =>
  `${adminId} (${maskNumber(number)}) ${text}`;

const enroll = (adminId: string, options: Options) =>
  onLine(async ({ ctx }) => {
    const number = numberOf(options.number);
    checkId(adminId, number);
    const ports = listPorts(ctx);
    if ((await ports.directory.get(adminId))?.number !== undefined)
      throw new UserError(`${adminId} is on the list already; use: emergency admin change ${adminId}`);
    await checkFree(ports, number, adminId);
    const entry = {
      adminId,
      number,
      name: textOf('--name', options.name, NAME),
      locations: locationsOf(ctx, options.locations ?? '*'),
      language: languageOf(ctx, options.language),
    };
    const enrolled = await enrollAdmin(ports, operatorAction(ctx), 'enroll', entry);
    const event = throwIfRefused(enrolled.event);
    const uri = options.totp ? await giveTotp(ctx, operatorAction(ctx), adminId) : null;
    const phone = phoneReport(adminId, enrolled);
    print(options.json, { adminId, event: event.id, ...phone.json, ...(uri === null ? {} : { uri }) }, () =>
      [
        shown(adminId, number, 'is on the list.'),
        ...(uri === null ? phone.warnings : []),
        uri === null ? riskOfTexts(adminId) : toBeScanned(uri),
      ].join('\n'),
    );
  });

const change = (adminId: string, options: Options) =>
  onLine(async ({ ctx }) => {
    const ports = listPorts(ctx);
    const row = await ports.directory.get(adminId);
    const was = parseE164(row?.number);
    if (!row || !was)
      throw new UserError(`${adminId} is not on the list; use: emergency admin enroll ${adminId}`);
    const number = options.number === undefined ? was : numberOf(options.number);
    await checkFree(ports, number, adminId);
    const entry = {
      adminId,
      number,
      name: textOf('--name', options.name ?? row.name ?? adminId, NAME),
      locations: options.locations === undefined ? row.locations : locationsOf(ctx, options.locations),
      language: languageOf(ctx, options.language ?? row.language),
    };
    const moved = number.reveal() !== was.reveal();
    const changed = await enrollAdmin(ports, operatorAction(ctx), 'change', entry, moved);
    const event = throwIfRefused(changed.event);
    const phone = phoneReport(adminId, changed);
    print(options.json, { adminId, event: event.id, ...phone.json }, () =>
      [shown(adminId, number, 'was changed.'), ...(event.data.factor === 'sms' ? phone.warnings : [])].join(
        '\n',
      ),
    );
  });

const revoke = (adminId: string, options: Options) =>
  onLine(async ({ ctx }) => {
    const ports = listPorts(ctx);
    if ((await ports.directory.get(adminId))?.number === undefined)
      throw new UserError(`${adminId} is not on the list; see: emergency admin list`);
    const reason = textOf('--reason', options.reason);
    const event = await revokeAdmin(ports, operatorAction(ctx), adminId, reason);
    print(options.json, { adminId, event: event.id }, () => `${adminId} is off the list.`);
  });

const list = ({ json }: Options) =>
  onLine(async ({ ctx }) => {
    const { directory, directoryBehind } = createQueries(ctx);
    const rows = (await adminRows(directory)).map(adminRowView);
    const behind = await directoryBehind();
    const lines = rows.map((row) => [
      row.adminId,
      row.name ?? '-',
      row.number,
      row.phone,
      row.locations.join(','),
      row.onTheList ? 'yes' : 'no',
    ]);
    print(json, { admins: rows, behind }, () =>
      [
        ...behindLines('the directory of administrators', behind),
        table([['ADMIN', 'NAME', 'NUMBER', 'PHONE', 'LOCATIONS', 'ON THE LIST'], ...lines]),
      ].join('\n'),
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
    admin
      .command('enroll <adminId>')
      .requiredOption('--number <e164>')
      .requiredOption('--name <name>')
      .option('--totp', 'proven by an authenticator app, not by texts; prints its secret once'),
  ).action(enroll);
  entry(admin.command('change <adminId>').option('--number <e164>').option('--name <name>')).action(change);
  admin.command('revoke <adminId>').requiredOption('--reason <text>').option('--json').action(revoke);
  adminActCommands(admin);
  factorCommands(admin);
  admin.command('list').option('--json').action(list);
};
