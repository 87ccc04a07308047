import { type E164, parseE164 } from '../domain/emergency/index.ts';
import { UserError } from './output.ts';

/** The longest name, in characters. */
export const MAX_NAME = 80;

export const numberOf = (text: string | undefined): E164 => {
  const number = parseE164(text);
  if (!number) throw new UserError('--number: must be an E.164 number such as +6591110001');
  return number;
};

/** Comma-separated ids. */
export const listOf = (text: string): string[] => text.split(',').map((id) => id.trim());
