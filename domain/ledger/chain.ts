import { isCanonical } from './canonical-json.ts';
import type { StoredEvent } from './envelope.ts';

/** SHA-256 of UTF-8 text in hex. Passed in: Node and browsers differ. */
export type Sha256 = (text: string) => string;

/** The hash of an event's body: an RFC 6962 leaf hash (0x00 before the bytes), so that chain and Merkle tree share it. */
export const leafHash = (sha256: Sha256, body: string): string => sha256(`\u0000${body}`);

/** The `prev` of a stream's first event. It binds the log's origin and the stream's name, so no stream can be renamed or moved. */
export const genesis = (sha256: Sha256, origin: string, stream: string): string =>
  sha256(`emergency-line/genesis/v1\n${origin}\n${stream}\n`);

export type Stored = { body: string; hash: string };

/** The stream, sequence number and previous hash that the next event must have. */
export type Expected = { stream: string; seq: number; prev: string };

/** Verifies the next event of a chain: returns what is wrong with it, or null. */
export const brokenLink = (
  sha256: Sha256,
  expected: Expected,
  stored: Stored,
  body: StoredEvent,
): string | null =>
  isCanonical(stored.body, body)
    ? wrongLink(sha256, expected, stored, body)
    : 'event body is not canonical JSON';

/** The same for a stored text already known to be the canonical JSON of `body`. */
export const wrongLink = (
  sha256: Sha256,
  expected: Expected,
  stored: Stored,
  body: StoredEvent,
): string | null => {
  if (leafHash(sha256, stored.body) !== stored.hash) return 'event body does not match its hash';
  if (body.stream !== expected.stream) return `event belongs to ${body.stream}`;
  if (body.seq !== expected.seq) return `sequence number is ${body.seq} instead of ${expected.seq}`;
  if (body.prev !== expected.prev) return 'prev does not match the hash of the event before it';
  return null;
};
