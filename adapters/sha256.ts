import { hash } from 'node:crypto';
import type { Digest, Sha256 } from '../domain/ledger/index.ts';

/** SHA-256 of a text, in hex. */
export const sha256: Sha256 = (text) => hash('sha256', text);

/** SHA-256 of bytes, in bytes. A binary string is three times as fast in Node as a buffer. */
export const digest: Digest = (bytes) => Buffer.from(hash('sha256', bytes, 'binary'), 'binary');
