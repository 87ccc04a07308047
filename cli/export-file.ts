import { closeSync, openSync, readSync } from 'node:fs';
import { errorName } from '../adapters/error-name.ts';
import { UserError } from './output.ts';

const firstBytes = (file: string): Buffer => {
  const bytes = Buffer.alloc(2);
  const descriptor = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
};

/** What a file that begins with these bytes (in hex) is, and what to do. */
const OTHER_FORMATS: Record<string, string> = {
  fffe: 'is UTF-16, not UTF-8: a program saved it in another encoding; copy the export again as it is',
  feff: 'is UTF-16, not UTF-8: a program saved it in another encoding; copy the export again as it is',
  '1f8b': 'is compressed (gzip); unpack it first',
  '504b': 'is a ZIP archive; unpack it first',
};

/** @throws UserError when the export cannot be read as text, with what to do */
export const checkReadable = (file: string): void => {
  let bytes: Buffer;
  try {
    bytes = firstBytes(file);
  } catch (error) {
    throw new UserError(
      `--export ${file}: cannot be read (${errorName(error)}); name the file that emergency export wrote, and check that you may read it`,
    );
  }
  const format = OTHER_FORMATS[bytes.toString('hex')];
  if (format) throw new UserError(`--export ${file}: ${format}`);
};
