import type { Command } from 'commander';
import { createQueries } from '../handlers/composition/projector.ts';
import { accessCommands } from './admin-access.ts';
import { factorCommands, smsRisks, totpInstructions } from './admin-factors.ts';
import { listOf, MAX_NAME, numberOf } from './admin-options.ts';
import { adminRows, adminRowView } from './admin-row-view.ts';
import { behindLines } from './behind.ts';
import { onLine } from './connection.ts';
import { textOf } from './operator-action.ts';
import { print } from './output.ts';
import { phoneReport } from './phone-report.ts';
import { table } from './table.ts';

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
    print(json, { adminId, event: done.event, ...phone.json }, () =>
      [
        `${adminId} (${done.maskedNumber}) was updated.`,
        ...(done.factor === 'sms' ? phone.warnings : []),
      ].join('\n'),
    );
  });

const revoke = (adminId: string, { json, reason }: Options) =>
  onLine(async ({ operate }) => {
    const { event } = await operate('admin/revoke', { adminId, reason: textOf('--reason', reason) });
    print(json, { adminId, event }, () => `${adminId} was removed and can no longer use the line.`);
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
