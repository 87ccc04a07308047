import { createReadStream } from 'node:fs';

/**
 * The lines of a file, cut at line feeds only: node's readline also cuts at U+2028, which JSON texts may hold. What is no
 * UTF-8 becomes U+FFFD, and so no longer what was hashed.
 */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1_048_576 })) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
