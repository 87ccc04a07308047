import type { Command } from 'commander';
import { ADMIN_ID } from '../domain/emergency/index.ts';
import { eraseAdmin } from '../use-cases/erase-admin.ts';
import { reenableAdmin } from '../use-cases/reenable-admin.ts';
import { onLine } from './connection.ts';
import { operatorAction, portsOf, textOf, throwIfRefused } from './operator-action.ts';
import { print, UserError } from './output.ts';

type Reenable = { by?: string; as?: string; reason?: string; json?: boolean };
type Erase = { basis: string; yes?: boolean; json?: boolean };

const known = async (ports: ReturnType<typeof portsOf>, adminId: string) => {
  if (!ADMIN_ID.test(adminId) || !(await ports.directory.get(adminId)))
    throw new UserError(`no administrator has that id; see: emergency admin list`);
};

const reenable = (adminId: string, { by, as, reason, json }: Reenable) =>
  onLine(async ({ ctx }) => {
    const ports = portsOf(ctx);
    await known(ports, adminId);
    if ((by === undefined) === (as === undefined))
      throw new UserError(
        'give --by <adminId>, another administrator proven on the phone just now, or --as <principal> with --reason',
      );
    const answeredFor = by === undefined ? { reason: textOf('--reason', reason) } : { by };
    const event = throwIfRefused(await reenableAdmin(ports, operatorAction(ctx, as), adminId, answeredFor));
    print(json, { adminId, event: event.id }, () => `The PIN of ${adminId} is enabled again.`);
  });

const erase = (adminId: string, { basis, yes, json }: Erase) =>
  onLine(async ({ ctx }) => {
    const ports = portsOf(ctx);
    await known(ports, adminId);
    if (!yes)
      throw new UserError(
        `this cannot be undone: number and name of ${adminId} are gone for good; add --yes`,
      );
    const event = throwIfRefused(
      await eraseAdmin(ports, operatorAction(ctx), adminId, textOf('--basis', basis)),
    );
    print(
      json,
      { adminId, event: event.id },
      () => `${adminId} is erased; what was done stays on record, and every chain still verifies.`,
    );
  });

/** The acts on an administrator that a second person answers for. */
export const adminActCommands = (admin: Command): void => {
  admin
    .command('reenable <adminId>')
    .description('ends the stop of a PIN after too many wrong tries')
    .option('--by <adminId>', 'the other administrator who answers for it')
    .option('--as <principal>', 'break-glass: who answers for it; alarms')
    .option('--reason <text>', 'break-glass: why')
    .option('--json')
    .action(reenable);
  admin
    .command('erase <adminId>')
    .description('deletes the key to number and name, for good')
    .requiredOption('--basis <text>', 'why it has to be done')
    .option('--yes', 'really')
    .option('--json')
    .action(erase);
};
