import canonicalize from 'canonicalize';
import type { Body } from './envelope.ts';

/** SHA-256 of UTF-8 text in hex; passed in, for `node:crypto` here and the browser's own there. */
export type Sha256 = (text: string) => string;

/** The canonical JSON (RFC 8785) of a body. Throws on what JSON cannot carry. */
export const canonical = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('nothing to canonicalise: the value is undefined');
  return text;
};

/** A body's hash: that of an RFC 6962 leaf (0x00 before the bytes), so that one hash serves chain, tree and proof. */
export const leafHash = (sha256: Sha256, body: string): string => sha256(`\u0000${body}`);

/** The first event's `prev`: binds the environment and the stream's name, so that no stream can be renamed or moved. */
export const genesis = (sha256: Sha256, origin: string, stream: string): string =>
  sha256(`emergency-line/genesis/v1\n${origin}\n${stream}\n`);

export type Stored = { body: string; hash: string };

/** Says what is wrong with the next event of a chain, or null. `prev` and `seq` are those of the event before it. */
export const brokenLink = (
  sha256: Sha256,
  expected: { stream: string; seq: number; prev: string },
  stored: Stored,
  body: Body,
): string | null => {
  if (canonical(body) !== stored.body) return 'body is not canonical JSON';
  if (leafHash(sha256, stored.body) !== stored.hash) return 'content does not match its hash';
  if (body.stream !== expected.stream) return `event belongs to ${body.stream}`;
  if (body.seq !== expected.seq) return `sequence number ${body.seq} where ${expected.seq} belongs`;
  if (body.prev !== expected.prev) return 'does not follow from the event before it';
  return null;
};
