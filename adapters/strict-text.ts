import { isUtf8 } from 'node:buffer';

/** UTF-8, or latin1 where it is not: then no signature matches, whereas U+FFFD for an invalid byte could match. */
export const strictText = (bytes: Uint8Array): string =>
  Buffer.from(bytes).toString(isUtf8(bytes) ? 'utf8' : 'latin1');
