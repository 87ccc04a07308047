import type { Command } from 'commander';
import { accessCommands } from './admin-access.ts';
import { factorCommands, smsRisks, totpInstructions } from './admin-factors.ts';
import { importAdmins } from './admin-import.ts';
import { listCommand } from './admin-list.ts';
import { listOf, MAX_NAME, numberOf } from './admin-options.ts';
import { onLine } from './connection.ts';
import { textOf } from './operator-action.ts';
import { print } from './output.ts';
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

/** The fields of an entry that were given. */
const entryOf = ({ number, name, locations, language }: Options) => ({
  ...(number === undefined ? {} : { number: numberOf(number).reveal() }),
  ...(name === undefined ? {} : { name: textOf('--name', name, MAX_NAME) }),
  ...(locations === undefined ? {} : { locations: listOf(locations) }),
  ...(language === undefined ? {} : { language }),
});

const enroll = (adminId: string, { totp = false, json, ...options }: Options) =>
  onLine(async ({ operate }) => {
    const done = await operate('admin/enroll', { adminId, totp, ...entryOf(options) });
    const { event, uri } = done;
    const phone = phoneReport(adminId, done);
    print(json, { adminId, event, ...phone.json, ...(uri === undefined ? {} : { uri }) }, () =>
      [
        `${adminId} (${done.maskedNumber}) is enrolled.`,
        ...(uri === undefined
          ? [...phone.warnings, ...smsRisks(adminId, phone.json.phone)]
          : [totpInstructions(uri)]),
      ].join('\n'),
    );
  });

const change = (adminId: string, { json, ...options }: Options) =>
  onLine(async ({ operate }) => {
    const done = await operate('admin/change', { adminId, ...entryOf(options) });
    const phone = phoneReport(adminId, done);
    const { changed = null } = done;
    print(json, { adminId, event: done.event, changed, ...phone.json }, () =>
      [
        changed?.length === 0
          ? `Nothing was changed: ${adminId} (${done.maskedNumber}) is as it was. The number was looked up again.`
          : `${adminId} (${done.maskedNumber}) was updated${changed ? `: ${changed.join(', ')}` : ''}.`,
        ...(done.factor === 'sms' ? phone.warnings : []),
      ].join('\n'),
    );
  });

const revoke = (adminId: string, { json, reason }: Options) =>
  onLine(async ({ operate }) => {
    const { event } = await operate('admin/revoke', { adminId, reason: textOf('--reason', reason) });
    print(json, { adminId, event }, () => `${adminId} was removed and can no longer use the line.`);
  });

const IMPORT_HELP = `
Columns: adminId, name, number; and, if wanted, locations (Manila;Sydney, or * for all) and
language. emergency admin list --csv and --json print such files. A masked number stands for the
one that the administrator has already. Those whom the file does not list stay as they are.

Exit status: 0 all imported, 1 some were refused, 2 nobody was imported.`;

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
  admin
    .command('import <file>')
    .description('enroll and change the administrators of a CSV or JSON file, after all of it was checked')
    .addHelpText('after', IMPORT_HELP)
    .action(importAdmins);
  listCommand(admin);
};
