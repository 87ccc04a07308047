import type { Command } from 'commander';
import { maskNumber, parseE164 } from '../domain/emergency/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createNumberLookup } from '../handlers/composition/messaging.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { type AdminEntry, enrollAdmin } from '../use-cases/enroll-admin.ts';
import { revokeAdmin } from '../use-cases/revoke-admin.ts';
import { accessCommands } from './admin-access.ts';
import { factorCommands, notEnrolled, setUpTotp, smsRisks, totpInstructions } from './admin-factors.ts';
import { checkFree, checkId, languageOf, locationsOf, MAX_NAME, numberOf } from './admin-options.ts';
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

const sentenceOn = (adminId: string, number: AdminEntry['number'], text: string) =>
  `${adminId} (${maskNumber(number)}) ${text}`;

const enroll = (adminId: string, options: Options) =>
  onLine(async ({ ctx }) => {
    const number = numberOf(options.number);
    checkId(adminId, number);
    const ports = listPorts(ctx);
    if ((await ports.directory.get(adminId))?.number !== undefined)
      throw new UserError(`${adminId} is already enrolled; use: emergency admin change ${adminId}`);
    await checkFree(ports, number, adminId);
    const entry = {
      adminId,
      number,
      name: textOf('--name', options.name, MAX_NAME),
      locations: locationsOf(ctx, options.locations ?? '*'),
      language: languageOf(ctx, options.language),
    };
    const enrolled = await enrollAdmin(ports, operatorAction(ctx), 'enroll', entry);
    const event = throwIfRefused(enrolled.event);
    const uri = options.totp ? await setUpTotp(ctx, operatorAction(ctx), adminId) : null;
    const phone = phoneReport(adminId, enrolled);
    print(options.json, { adminId, event: event.id, ...phone.json, ...(uri === null ? {} : { uri }) }, () =>
      [
        sentenceOn(adminId, number, 'is enrolled.'),
        ...(uri === null ? phone.warnings : []),
        ...(uri === null ? smsRisks(adminId, phone.type) : [totpInstructions(uri)]),
      ].join('\n'),
    );
  });

const change = (adminId: string, options: Options) =>
  onLine(async ({ ctx }) => {
    const ports = listPorts(ctx);
    const row = await ports.directory.get(adminId);
    const current = parseE164(row?.number);
    if (!row || !current)
      throw new UserError(`${adminId} is not enrolled; use: emergency admin enroll ${adminId}`);
    const number = options.number === undefined ? current : numberOf(options.number);
    await checkFree(ports, number, adminId);
    const entry = {
      adminId,
      number,
      name: textOf('--name', options.name ?? row.name ?? adminId, MAX_NAME),
      locations: options.locations === undefined ? row.locations : locationsOf(ctx, options.locations),
      language: languageOf(ctx, options.language ?? row.language),
    };
    const numberChanged = number.reveal() !== current.reveal();
    const changed = await enrollAdmin(ports, operatorAction(ctx), 'change', entry, numberChanged);
    const event = throwIfRefused(changed.event);
    const phone = phoneReport(adminId, changed);
    print(options.json, { adminId, event: event.id, ...phone.json }, () =>
      [
        sentenceOn(adminId, number, 'was updated.'),
        ...(event.data.factor === 'sms' ? phone.warnings : []),
      ].join('\n'),
    );
  });

const revoke = (adminId: string, options: Options) =>
  onLine(async ({ ctx }) => {
    const ports = listPorts(ctx);
    if ((await ports.directory.get(adminId))?.number === undefined) throw notEnrolled(adminId);
    const reason = textOf('--reason', options.reason);
    const event = await revokeAdmin(ports, operatorAction(ctx), adminId, reason);
    print(
      options.json,
      { adminId, event: event.id },
      () => `${adminId} was removed and can no longer use the line.`,
    );
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
      row.enrolled ? 'yes' : 'no',
    ]);
    print(json, { admins: rows, behind }, () =>
      [
        ...behindLines('the directory of administrators', behind),
        table([['ADMIN', 'NAME', 'NUMBER', 'PHONE', 'LOCATIONS', 'ENROLLED'], ...lines]),
      ].join('\n'),
    );
  });

/** The `emergency admin` commands, which manage administrators. */
export const adminCommands = (program: Command): void => {
  const admin = program
    .command('admin')
    .description('manage the administrators, who may change locations by phone');
  const entry = (command: Command) =>
    command
      .option('--locations <ids>', 'comma-separated location ids, or * for all')
      .option('--language <code>', 'language the line speaks to the administrator, such as en-US');
  entry(
    admin
      .command('enroll <adminId>')
      .description('enroll an administrator')
      .requiredOption('--number <e164>', 'phone number, such as +6591110001 or "+65 9111 0001"')
      .requiredOption('--name <name>', 'name, stored encrypted')
      .option('--totp', 'authenticate with an authenticator app instead of texts; prints its secret once'),
  ).action(enroll);
  entry(
    admin
      .command('change <adminId>')
      .description('update an administrator; options left out stay as they are')
      .option('--number <e164>', 'new phone number')
      .option('--name <name>', 'new name'),
  ).action(change);
  admin
    .command('revoke <adminId>')
    .description('remove an administrator’s access')
    .requiredOption('--reason <text>', 'why; recorded in the event')
    .action(revoke);
  accessCommands(admin);
  factorCommands(admin);
  admin.command('list').description('list administrators; phone numbers are masked').action(list);
};
