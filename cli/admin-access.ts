import type { Command } from 'commander';
import { ADMIN_ID } from '../domain/emergency/index.ts';
import { eraseAdmin } from '../use-cases/erase-admin.ts';
import { reenableAdmin } from '../use-cases/reenable-admin.ts';
import { onLine } from './connection.ts';
import { operatorAction, portsOf, textOf, throwIfRefused } from './operator-action.ts';
import { print, UserError } from './output.ts';

type Reenable = { by?: string; as?: string; reason?: string; json?: boolean };
type Erase = { basis: string; yes?: boolean; json?: boolean };

const requireKnown = async (ports: ReturnType<typeof portsOf>, adminId: string) => {
  if (!ADMIN_ID.test(adminId) || !(await ports.directory.get(adminId)))
    throw new UserError('unknown administrator id; see: emergency admin list');
};

const reenable = (adminId: string, { by, as, reason, json }: Reenable) =>
  onLine(async ({ ctx }) => {
    const ports = portsOf(ctx);
    await requireKnown(ports, adminId);
    if ((by === undefined) === (as === undefined))
      throw new UserError(
        'use --by <adminId>, another administrator whose PIN or code was just verified on the phone, or --as <principal> with --reason',
      );
    const approval = by === undefined ? { reason: textOf('--reason', reason) } : { by };
    const event = throwIfRefused(await reenableAdmin(ports, operatorAction(ctx, as), adminId, approval));
    print(json, { adminId, event: event.id }, () => `${adminId} is unblocked.`);
  });

const erase = (adminId: string, { basis, yes, json }: Erase) =>
  onLine(async ({ ctx }) => {
    const ports = portsOf(ctx);
    await requireKnown(ports, adminId);
    if (!yes)
      throw new UserError(
        `erasing ${adminId} cannot be undone: number and name are deleted permanently; add --yes to confirm`,
      );
    const event = throwIfRefused(
      await eraseAdmin(ports, operatorAction(ctx), adminId, textOf('--basis', basis)),
    );
    print(
      json,
      { adminId, event: event.id },
      () => `${adminId} was erased; the events remain and every chain still verifies.`,
    );
  });

/** The commands that unblock and erase an administrator. */
export const accessCommands = (admin: Command): void => {
  admin
    .command('reenable <adminId>')
    .description('unblock an administrator after too many wrong entries')
    .option('--by <adminId>', 'administrator who approves it, just verified on the phone')
    .option('--as <principal>', 'break-glass: name of the operator; raises an alarm')
    .option('--reason <text>', 'break-glass: why; recorded in the event')
    .action(reenable);
  admin
    .command('erase <adminId>')
    .description('permanently delete an administrator’s number and name, by deleting their encryption key')
    .requiredOption('--basis <text>', 'legal basis or reason; recorded in the event')
    .option('--yes', 'skip confirmation')
    .action(erase);
};
