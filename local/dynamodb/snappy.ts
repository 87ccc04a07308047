import { type Bytes, readBytes } from './varint.ts';

/**
 * Decompresses a raw Snappy block.
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 * @throws RangeError when the block is malformed
 */
export const decompress = (block: Buffer): Buffer => {
  const input = readBytes(block);
  const output = Buffer.alloc(input.varint());
  let length = 0;
  const copy = (size: number, offset: number) => {
    if (offset === 0 || offset > length || length + size > output.length)
      throw new RangeError('copy outside the output');
    // A copy may overlap its own output, which repeats it.
    for (const end = length + size; length < end; length += 1) output[length] = output[length - offset] ?? 0;
  };
  while (input.left() > 0) {
    const tag = input.number(1);
    if ((tag & 3) === 0) {
      length += input.bytes(literalSize(input, tag >> 2)).copy(output, length);
    } else if ((tag & 3) === 1) {
      copy(4 + ((tag >> 2) & 7), ((tag >> 5) << 8) | input.number(1));
    } else copy(1 + (tag >> 2), input.number((tag & 3) === 2 ? 2 : 4));
  }
  return output;
};

/** Sizes above 60 follow the tag, in one to four bytes. */
const literalSize = (input: Bytes, code: number): number => 1 + (code < 60 ? code : input.number(code - 59));
