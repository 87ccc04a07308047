import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KmsKey } from './kms-keys.ts';

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410 section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const privateKey = ({ material }: KmsKey) =>
  createPrivateKey({ key: Buffer.concat([PKCS8, material]), format: 'der', type: 'pkcs8' });

/** The public key as KMS gives it out: DER, SubjectPublicKeyInfo. */
export const publicKeyOf = (key: KmsKey): Buffer =>
  createPublicKey(privateKey(key)).export({ format: 'der', type: 'spki' });

export const signatureOf = (key: KmsKey, message: Buffer): Buffer => sign(null, message, privateKey(key));
