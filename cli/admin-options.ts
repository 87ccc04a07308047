import { ADMIN_ID, type DirectoryTable, type E164, maskNumber } from '../domain/emergency/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { UserError } from './output.ts';
import { typedNumber } from './typed-number.ts';

/** The longest name, in characters; encrypted, it takes about three times that in its event. */
export const MAX_NAME = 80;

export const numberOf = (text: string | undefined): E164 => typedNumber('--number', text);

/** @throws UserError when the number belongs to another administrator: the line could not identify the caller */
export const checkFree = async (
  { directory }: { directory: DirectoryTable },
  number: E164,
  adminId: string,
) => {
  const taken = await directory.find(number);
  if (taken && taken.adminId !== adminId)
    throw new UserError(
      `${maskNumber(number)} already belongs to ${taken.adminId}; a number can belong to only one administrator`,
    );
};

export const locationsOf = ({ config }: AppContext, text: string): string[] => {
  if (text === '*') return ['*'];
  const wanted = text.split(',').map((id) => id.trim());
  const known = config.locations.map(({ id }) => id);
  const unknown = wanted.filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new UserError(`--locations: unknown ${unknown.join(', ')}; use ${known.join(', ')}, or * for all`);
  return wanted;
};

export const languageOf = ({ config }: AppContext, text: string | undefined): string => {
  const codes = config.languages.map(({ code }) => code);
  if (text !== undefined && !codes.includes(text))
    throw new UserError(`--language: must be one of ${codes.join(', ')}`);
  return text ?? codes[0] ?? 'en-US';
};

/** @throws UserError when the id is malformed or contains the number: ids are stored in clear in every event */
export const checkId = (adminId: string, number: E164) => {
  if (!ADMIN_ID.test(adminId) || adminId.includes(number.reveal().slice(1)))
    throw new UserError(
      'an administrator id has at most 40 letters, digits, - and _, and must not contain the phone number: every event includes it',
    );
};
