const BLOCK = 32_768;
const HEADER = 7;
const MASK_DELTA = 0xa282ead8;

/**
 * Finds damage in a LevelDB write-ahead log: the offset in bytes, or null. LevelDB itself silently drops a damaged part
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
    else if (HEADER + size > left || log.readUInt32LE(at) !== masked(crc32c(log.subarray(at + 6, end))))
      return at;
    else at = end;
  }
  return null;
};

/** CRC-32C (Castagnoli, RFC 3720 B.4), which node:zlib does not have. */
const crc32c = (bytes: Uint8Array): number => {
  let crc = ~0;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
};

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let entry = byte;
  for (let bit = 0; bit < 8; bit++) entry = entry & 1 ? (entry >>> 1) ^ 0x82f63b78 : entry >>> 1;
  return entry;
});

/** LevelDB stores a rotated checksum, so that a log within a log does not look valid by chance. */
const masked = (crc: number): number => (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
