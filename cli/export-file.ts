import { closeSync, openSync, readSync } from 'node:fs';
import { errorName } from '../adapters/error-name.ts';
import { UserError } from './output.ts';

/** Bytes that tell the format: more than the longest event. */
const BEGINNING = 65_536;

const firstBytes = (file: string): Buffer => {
  const bytes = Buffer.alloc(BEGINNING);
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

const EXPORT_AGAIN = 'verification needs the whole log: emergency export --format log --out <file>';

/** What a text without a single item of the log is: another format is no sign of tampering. Null for an empty one. */
const notALog = (text: string): string | null => {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '' || start.includes('"pk"')) return null;
  if (start.startsWith('time (UTC),')) return `is a CSV export; ${EXPORT_AGAIN}`;
  if (/^\{"hash":"[^\n]*"body":/.test(start)) return `is a JSONL export; ${EXPORT_AGAIN}`;
  if (/^\{\s*"origin":/.test(start)) return 'is the manifest of an export; name the export beside it';
  return `is no export of the log; ${EXPORT_AGAIN}`;
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
  const format = OTHER_FORMATS[bytes.subarray(0, 2).toString('hex')] ?? notALog(bytes.toString('utf8'));
  if (format) throw new UserError(`--export ${file}: ${format}`);
};
