import type { Command } from 'commander';
import { UserError } from './output.ts';

/** The longest reason an event may have, in characters. */
const MAX_REASON = 200;

/**
 * Checks the length of a text option.
 * @throws UserError when the text is missing, blank or too long
 */
export const textOf = (option: string, text: string | undefined, max = MAX_REASON): string => {
  if (!text?.trim() || text.length > max) throw new UserError(`${option}: must be 1 to ${max} characters`);
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
