import { isAscii } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

const LINE_FEED = 10;
/** Bytes read at once; a longer line makes the buffer grow. */
const CHUNK = 262_144;

/** Decodes UTF-8; ASCII bytes as latin1, which is faster. */
const decoded = (bytes: Buffer): string => bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');

/**
 * Reads the lines of a file, a chunk of lines at a time. One buffer serves all chunks: a new one for each would cost more than
 * reading. Splits at line feeds only: Node's readline also splits at U+2028, which JSON text may contain. Invalid UTF-8
 * becomes U+FFFD and so fails its hash check.
 */
export function* linesOf(file: string): Generator<string[]> {
  const descriptor = openSync(file, 'r');
  try {
    let buffer = Buffer.allocUnsafe(CHUNK);
    /** Bytes at the start of the buffer that belong to a line whose end was not read yet. */
    let kept = 0;
    for (;;) {
      if (kept === buffer.length) buffer = Buffer.concat([buffer], 2 * kept);
      const read = readSync(descriptor, buffer, kept, buffer.length - kept, null);
      const bytes = buffer.subarray(0, kept + read);
      if (read === 0) {
        if (kept > 0) yield [decoded(bytes)];
        return;
      }
      const end = bytes.subarray(kept).lastIndexOf(LINE_FEED);
      if (end >= 0) yield decoded(bytes.subarray(0, kept + end)).split('\n');
      kept = end < 0 ? bytes.length : bytes.copy(buffer, 0, kept + end + 1);
    }
  } finally {
    closeSync(descriptor);
  }
}
