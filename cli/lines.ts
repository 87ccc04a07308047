import { isAscii, isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

const LINE_FEED = 10;
/** Bytes read at once: few, so that their text is freed with the young generation. A longer line makes the buffer grow. */
const CHUNK = 65_536;

/** U+FFFD in UTF-8, its bytes as latin1. */
const REPLACEMENT = '\xEF\xBF\xBD';

/** Decodes bytes that are not all UTF-8. Node puts U+FFFD for an invalid byte, which a text may itself contain. */
const decodeInvalid = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .split(REPLACEMENT)
    .map((part) => Buffer.from(part, 'latin1').toString('utf8').replaceAll('\uFFFD', '\uD800'))
    .join('\uFFFD');

/** Decodes UTF-8; ASCII bytes as latin1, which is faster. An invalid byte becomes a lone surrogate, which no event may contain. */
const decode = (bytes: Buffer): string => {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : decodeInvalid(bytes);
};

/**
 * Reads the lines of a file, a chunk of lines at a time. Splits at line feeds only: Node's readline also splits at U+2028,
 * which JSON text may contain. Invalid UTF-8 becomes a lone surrogate, which fails the check of canonical form.
 */
export function* linesOf(file: string): Generator<string[]> {
  const descriptor = openSync(file, 'r');
  try {
    yield* chunksOfLines(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** One buffer serves all chunks: a new one for each would cost more than reading. */
function* chunksOfLines(descriptor: number): Generator<string[]> {
  let buffer = Buffer.allocUnsafe(CHUNK);
  /** Bytes at the start of the buffer: the beginning of a line that was not read to its end yet. */
  let carried = 0;
  for (;;) {
    if (carried === buffer.length) buffer = Buffer.concat([buffer], 2 * carried);
    const read = readSync(descriptor, buffer, carried, buffer.length - carried, null);
    if (read === 0) break;
    const end = buffer.lastIndexOf(LINE_FEED, carried + read - 1);
    if (end >= carried) yield decode(buffer.subarray(0, end)).split('\n');
    carried = end < carried ? carried + read : buffer.copy(buffer, 0, end + 1, carried + read);
  }
  if (carried > 0) yield [decode(buffer.subarray(0, carried))];
}
