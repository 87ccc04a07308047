import { UserError } from './output.ts';

/** Node replaces bytes that are not UTF-8 with U+FFFD, so what was typed is lost. */
const REPLACED = '\ufffd';

/** @throws UserError when an argument is not UTF-8: a damaged name or reason would stay in the log for good */
export const requireDecoded = (args: readonly string[]): void => {
  const index = args.findIndex((arg) => arg.includes(REPLACED));
  if (index !== -1)
    throw new UserError(
      `argument ${index + 1} is not in UTF-8, so some of its characters are lost; set the terminal and its locale to UTF-8 (such as LC_ALL=C.UTF-8)`,
    );
};
