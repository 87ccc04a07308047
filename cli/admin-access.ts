import type { Command } from 'commander';
import { onLine } from './connection.ts';
import { reasonOf, textOf } from './operator-action.ts';
import { print, UserError } from './output.ts';

type Reenable = { by?: string; as?: string; reason?: string; json?: boolean };
type Erase = { basis: string; yes?: boolean; json?: boolean };

const reenable = (adminId: string, { json, ...options }: Reenable) =>
  onLine(async ({ operate }) => {
    const { by, reason } = options;
    if ((by === undefined) === (reason === undefined))
      throw new UserError(
        'use --by <adminId>, another administrator whose PIN or code was just verified on the phone, or --reason for break-glass',
      );
    const approval = by === undefined ? { reason: reasonOf(options) } : { by };
    const { event, changed = null } = await operate('admin/reenable', { adminId, ...approval });
    print(json, { adminId, event, changed }, () =>
      changed?.length === 0
        ? `Nothing was changed: ${adminId} was not blocked. Recorded as event ${event}.`
        : `${adminId} is unblocked.`,
    );
  });

const erase = (adminId: string, { basis, yes, json }: Erase) =>
  onLine(async ({ operate }) => {
    if (!yes)
      throw new UserError(
        `erasing ${adminId} cannot be undone: number and name are deleted permanently; add --yes to confirm`,
      );
    const { event } = await operate('admin/erase', { adminId, basis: textOf('--basis', basis) });
    print(
      json,
      { adminId, event },
      () => `${adminId} was erased; the events remain and every chain still verifies.`,
    );
  });

/** The commands that unblock and erase an administrator. */
export const accessCommands = (admin: Command): void => {
  admin
    .command('reenable <adminId>')
    .description('unblock an administrator after too many wrong entries')
    .option('--by <adminId>', 'administrator who approves it, just verified on the phone')
    .option('--reason <text>', 'break-glass: why; recorded in the event, and raises an alarm')
    .option('--as <note>', 'break-glass: a note of who asked for it, added to the reason')
    .action(reenable);
  admin
    .command('erase <adminId>')
    .description('permanently delete an administrator’s number and name, by deleting their encryption key')
    .requiredOption('--basis <text>', 'legal basis or reason; recorded in the event')
    .option('--yes', 'skip confirmation')
    .action(erase);
};
