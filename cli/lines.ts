import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';

const LINE_FEED = 10;

/** Bytes that are the same in both encodings are read the faster way. */
const decoded = (bytes: Buffer): string => bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');

/**
 * The lines of a file, as many at once as were read. Cut at line feeds only: node's readline also cuts at U+2028, which
 * JSON texts may hold. What is no UTF-8 becomes U+FFFD, and so no longer what was hashed.
 */
export async function* linesOf(file: string): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end < 0) {
      rest.push(chunk);
      continue;
    }
    yield decoded(Buffer.concat([...rest, chunk.subarray(0, end)])).split('\n');
    rest = [chunk.subarray(end + 1)];
  }
  const last = decoded(Buffer.concat(rest));
  if (last !== '') yield [last];
}
