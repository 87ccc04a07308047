import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { ulid } from 'ulid';
import { outcomeOf, sentence } from '../domain/emergency/index.ts';
import type { StoredEvent } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createStores } from '../handlers/composition/projector.ts';
import { UserError } from './output.ts';

/** The longest reason an event has room for, in letters. */
const REASON = 200;
const PRINCIPAL = /^[A-Za-z0-9][A-Za-z0-9_@.:/+=,-]{0,149}$/;

/** What acts on the list of administrators are done with. */
export const portsOf = (ctx: AppContext) => ({ ...createStores(ctx), system: ctx.system });

/** Who acts: the one named by --as, else this machine's user; and the act's own id. */
export const operatorAction = (ctx: AppContext, as?: string, kind: 'cli' | 'export' = 'cli') => {
  const principal = as ?? userInfo().username;
  if (!PRINCIPAL.test(principal))
    throw new UserError('--as: a name of letters, digits and _@.:/+=,-, such as the role you act in');
  return { principal, actionId: `${kind}-${ulid(ctx.system.now())}` };
};

/** A text an event has room for. */
export const textOf = (option: string, text: string | undefined, most = REASON): string => {
  if (!text?.trim() || text.length > most) throw new UserError(`${option}: write 1 to ${most} letters`);
  return text;
};

/** What was refused is on record; the command says so and fails. */
export const throwIfRefused = (event: StoredEvent): StoredEvent => {
  if (outcomeOf(event) === 'refused')
    throw new UserError(`${sentence(event)} It is on record as event ${event.id}`);
  return event;
};

/** The options of what an operator does past the phone. */
export const asOperator = (command: Command): Command =>
  command
    .requiredOption('--as <principal>', 'who acts; stands in the event and on the bus')
    .requiredOption('--reason <text>', 'why it could not be done in the ordinary way')
    .option('--json');
