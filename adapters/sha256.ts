import { hash } from 'node:crypto';
import type { Sha256 } from '../domain/chain.ts';
import type { Digest } from '../domain/merkle/compact-range.ts';

export const sha256: Sha256 = (text) => hash('sha256', text);

/** The same of bytes, in bytes. */
export const digest: Digest = (bytes) => hash('sha256', bytes, 'buffer');
