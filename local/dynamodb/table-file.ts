import { maskedCrc32c } from './crc32c.ts';
import { decompress } from './snappy.ts';
import { readBytes } from './varint.ts';

const FOOTER = 48;
const MAGIC = '57fb808b247547db';
/** The type of a block (0 plain, 1 Snappy) and its checksum. */
const TRAILER = 5;

type Handle = { offset: number; size: number };

/**
 * Finds damage in a LevelDB table file; null when every block matches its checksum and the blocks fill the file. LevelDB itself
 * checks them only on request, which its binding does not offer.
 * @see https://github.com/google/leveldb/blob/main/doc/table_format.md
 */
export const damageInTable = (file: Buffer): string | null => {
  if (file.length < FOOTER || file.subarray(-8).toString('hex') !== MAGIC) return 'has no valid end';
  try {
    const footer = readBytes(file.subarray(-FOOTER));
    const [metaIndex, index] = [handle(footer), handle(footer)];
    if (footer.bytes(footer.left() - MAGIC.length / 2).some((byte) => byte !== 0)) return 'has no valid end';
    const blocks = [metaIndex, index, ...handlesIn(file, metaIndex), ...handlesIn(file, index)];
    for (const block of blocks) contents(file, block);
    const filled = blocks.reduce((sum, { size }) => sum + size + TRAILER, FOOTER);
    return filled === file.length ? null : 'has data that belongs to no block';
  } catch (error) {
    return error instanceof RangeError ? error.message : 'cannot be decoded';
  }
};

const handle = (from: ReturnType<typeof readBytes>): Handle => ({
  offset: from.varint(),
  size: from.varint(),
});

/** The contents of a block. @throws RangeError when it does not match its checksum */
const contents = (file: Buffer, { offset, size }: Handle): Buffer => {
  const end = offset + size;
  if (end + TRAILER > file.length) throw new RangeError(`ends before its block at byte ${offset}`);
  if (file.readUInt32LE(end + 1) !== maskedCrc32c(file.subarray(offset, end + 1)))
    throw new RangeError(`is damaged in the block at byte ${offset}`);
  const block = file.subarray(offset, end);
  return file[end] === 1 ? decompress(block) : block;
};

/** The handles that an index block contains: its entries' values. The restart points at its end are not needed. */
const handlesIn = (file: Buffer, block: Handle): Handle[] => {
  const bytes = contents(file, block);
  const entries = readBytes(bytes.subarray(0, bytes.length - 4 - 4 * bytes.readUInt32LE(bytes.length - 4)));
  const handles: Handle[] = [];
  while (entries.left() > 0) {
    entries.varint();
    const [keySize, valueSize] = [entries.varint(), entries.varint()];
    entries.bytes(keySize);
    handles.push(handle(readBytes(entries.bytes(valueSize))));
  }
  return handles;
};
