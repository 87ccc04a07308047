import { maskedCrc32c } from './crc32c.ts';

const BLOCK = 32_768;
const HEADER = 7;

/**
 * Finds damage in a LevelDB write-ahead log, or in a manifest, which has the same format: the offset in bytes, or null. LevelDB itself silently drops a damaged part
 * and the acknowledged writes in it. A record cut off by the end of the file is not damage: the process was killed
 * during that write.
 * @see https://github.com/google/leveldb/blob/main/doc/log_format.md
 */
export const damageInLog = (log: Buffer): number | null => {
  let at = 0;
  while (at + HEADER <= log.length) {
    const left = BLOCK - (at % BLOCK);
    const size = log.readUInt16LE(at + 4);
    const end = at + HEADER + size;
    if (left < HEADER) at += left;
    else if (end > log.length && HEADER + size <= left) return null;
    else if (HEADER + size > left || log.readUInt32LE(at) !== maskedCrc32c(log.subarray(at + 6, end)))
      return at;
    else at = end;
  }
  return null;
};
