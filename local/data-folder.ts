import { accessSync, constants, mkdirSync } from 'node:fs';
import { errorName } from '../adapters/error-name.ts';
import { ExplainedError } from '../domain/ledger/index.ts';

/** The data folder cannot be created or written. */
export class UnusableFolder extends ExplainedError {
  readonly code = 'UnusableFolder';
}

/**
 * Creates the folder if it is missing, for its owner only: it holds the local KMS keys, the texts and the directory.
 * @throws UnusableFolder naming the folder and what to do
 */
export const prepareFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UnusableFolder(
      `${folder} cannot be used as data folder (${errorName(error)}); choose another with EMERGENCY_LINE_DATA, or let this user write there`,
    );
  }
};
