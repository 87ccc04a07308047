import type { Command } from 'commander';
import { secretIn } from '../domain/emergency/index.ts';
import { invisibleFault } from '../domain/ledger/index.ts';
import { UserError } from './output.ts';

/** The longest reason an event may have, in characters. */
const MAX_REASON = 200;

/**
 * Checks a text option. What the log stores for ever may hold no number of a person and no PIN; a name is stored encrypted.
 * @throws UserError when the text is missing, blank or too long, has characters that cannot be seen, or has what looks like a
 *   phone number or a PIN
 */
export const textOf = (option: string, text: string | undefined, max = MAX_REASON): string => {
  if (!text?.trim() || text.length > max) throw new UserError(`${option}: must be 1 to ${max} characters`);
  const fault = invisibleFault(text);
  if (fault) throw new UserError(`${option}: ${fault}`);
  const secret = option === '--name' ? null : secretIn(text);
  if (secret !== null)
    throw new UserError(
      `${option}: looks like it contains a ${secret}, which the log could never forget; leave it out, or write a ticket’s number with its letters or # in front`,
    );
  return text;
};

/** The reason of a break-glass command, with its note of who it was done for: the actor is who signed in. */
export const reasonOf = ({ reason, as }: { reason?: string; as?: string }): string =>
  textOf('--reason', as === undefined ? reason : `${textOf('--reason', reason)} (for ${textOf('--as', as)})`);

/** Adds the options of a break-glass command. */
export const breakGlassOptions = (command: Command): Command =>
  command
    .requiredOption('--reason <text>', 'why it is not done by phone; published on the event bus')
    .option('--as <note>', 'a note of who asked for it, added to the reason; the actor is who signed in');
