import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { ulid } from 'ulid';
import { describeEvent, eventOutcome } from '../domain/emergency/index.ts';
import { invisibleFault, type StoredEvent } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createStores } from '../handlers/composition/projector.ts';
import { UserError } from './output.ts';

/** The longest reason an event may have, in characters. */
const MAX_REASON = 200;
const PRINCIPAL = /^[A-Za-z0-9][A-Za-z0-9_@.:/+=,-]{0,149}$/;

/** The ports for commands on administrators. */
export const portsOf = (ctx: AppContext) => ({ ...createStores(ctx), system: ctx.system });

/**
 * The operator (--as, else this machine's user) and a new id of the action.
 * @throws UserError when --as is not a valid name
 */
export const operatorAction = (ctx: AppContext, as?: string, kind: 'cli' | 'export' = 'cli') => {
  const principal = as ?? userInfo().username;
  if (!PRINCIPAL.test(principal))
    throw new UserError('--as: use only letters, digits and _@.:/+=,-, such as the name of the role you use');
  return { principal, actionId: `${kind}-${ulid(ctx.system.now())}` };
};

/**
 * Checks a text option.
 * @throws UserError when the text is missing, blank, too long or has characters that cannot be seen
 */
export const textOf = (option: string, text: string | undefined, max = MAX_REASON): string => {
  if (!text?.trim() || text.length > max) throw new UserError(`${option}: must be 1 to ${max} characters`);
  const fault = invisibleFault(text);
  if (fault) throw new UserError(`${option}: ${fault}`);
  return text;
};

/** @throws UserError when the event is a refusal, with its event id */
export const throwIfRefused = (event: StoredEvent): StoredEvent => {
  if (eventOutcome(event) === 'refused')
    throw new UserError(`${describeEvent(event)} Recorded as event ${event.id}`);
  return event;
};

/** Adds the options of a break-glass command. */
export const breakGlassOptions = (command: Command): Command =>
  command
    .requiredOption(
      '--as <principal>',
      'name of the operator, recorded in the event and published on the event bus',
    )
    .requiredOption('--reason <text>', 'why it is not done by phone')
    .option('--json', 'print one JSON document');
