import { createHash } from 'node:crypto';
import type { Sha256 } from '../domain/chain.ts';
import type { Digest } from '../domain/merkle/compact-range.ts';

export const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/** The same of bytes, in bytes. */
export const digest: Digest = (bytes) => createHash('sha256').update(bytes).digest();
