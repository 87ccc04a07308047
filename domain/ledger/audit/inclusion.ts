import { fromHex, toBase64 } from '../bytes.ts';
import type { Leaf } from '../proof/leaf-log.ts';
import { inclusionSpans, spanRoots } from '../proof/merkle/proofs.ts';
import type { Trusted } from './audit.ts';
import { readLine } from './export-line.ts';
import { inOrder } from './in-order.ts';
import { withoutMark } from './transit.ts';

/**
 * Builds the inclusion proof of a leaf from the lines of an export, in any order. The format is C2SP tlog-proof, which other
 * tools read too; `note` is the signed checkpoint of `size` leaves.
 * @throws RangeError when the checkpoint does not cover the leaf
 */
export const inclusionProof = (
  { digest, ...reader }: Pick<Trusted, 'digest' | 'parse' | 'rules'>,
  index: number,
  size: number,
  note: string,
) => {
  const roots = spanRoots(digest, inclusionSpans(index, size));
  const order = inOrder<Leaf>(0, ({ leafHash }) => roots.add(fromHex(leafHash)));
  return {
    line(text: string): void {
      const read = readLine(withoutMark(text), reader);
      if (read.kind === 'leaf') order.add(read.leaf.index, read.leaf);
    },
    end: (): string =>
      ['c2sp.org/tlog-proof@v1', `index ${index}`, ...roots.roots().map(toBase64), '', note].join('\n'),
  };
};
