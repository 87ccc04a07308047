import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';

const LINE_FEED = 10;

/** Decodes UTF-8; ASCII bytes as latin1, which is faster. */
const decode = (bytes: Buffer): string => bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');

/**
 * Reads the lines of a file, a chunk of lines at a time. Splits at line feeds only: Node's readline also splits at U+2028,
 * which JSON text may contain. Invalid UTF-8 becomes U+FFFD and so fails its hash check.
 */
export async function* linesOf(file: string): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end < 0) {
      rest.push(chunk);
      continue;
    }
    yield decode(Buffer.concat([...rest, chunk.subarray(0, end)])).split('\n');
    rest = [chunk.subarray(end + 1)];
  }
  const last = decode(Buffer.concat(rest));
  if (last !== '') yield [last];
}
