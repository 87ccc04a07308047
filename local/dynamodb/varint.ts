/** Reads a buffer from its start. Every method throws a RangeError at the end of the buffer. */
export type Bytes = {
  left(): number;
  /** An unsigned little-endian number of 1 to 4 bytes. */
  number(size: number): number;
  /** A number in LevelDB's and Snappy's variable-length format: seven bits in each byte, the lowest first. */
  varint(): number;
  bytes(size: number): Buffer;
};

export const readBytes = (buffer: Buffer): Bytes => {
  let at = 0;
  const bytes = (size: number): Buffer => {
    if (at + size > buffer.length) throw new RangeError('the data ends too early');
    at += size;
    return buffer.subarray(at - size, at);
  };
  const number = (size: number) => bytes(size).readUIntLE(0, size);
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = number(1);
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  return { left: () => buffer.length - at, number, varint, bytes };
};
