import { hash } from 'node:crypto';
import type { Digest, Sha256 } from '../domain/ledger/index.ts';

export const sha256: Sha256 = (text) => hash('sha256', text);

/** The same of bytes, in bytes. By way of a string of them: node takes three times as long to hand out a buffer. */
export const digest: Digest = (bytes) => Buffer.from(hash('sha256', bytes, 'binary'), 'binary');
