import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { ulid } from 'ulid';
import { describeEvent, eventOutcome, secretIn } from '../domain/emergency/index.ts';
import type { StoredEvent } from '../domain/ledger/index.ts';
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
 * Checks a text option. What the log keeps for ever may hold no number of a person and no PIN; a name is stored encrypted.
 * @throws UserError when the text is missing, blank or too long, or has what looks like a phone number or a PIN
 */
export const textOf = (option: string, text: string | undefined, max = MAX_REASON): string => {
  if (!text?.trim() || text.length > max) throw new UserError(`${option}: must be 1 to ${max} characters`);
  const secret = option === '--name' ? null : secretIn(text);
  if (secret !== null)
    throw new UserError(
      `${option}: looks like it contains a ${secret}, which the log could never forget; leave it out, or write a ticket’s number with its letters or # in front`,
    );
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
