import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KmsKey } from './kms-keys.ts';

/** PKCS #8 prefix of a 32-byte Ed25519 seed (RFC 8410 section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const privateKey = ({ material }: KmsKey) =>
  createPrivateKey({ key: Buffer.concat([PKCS8, material]), format: 'der', type: 'pkcs8' });

/** The public key as KMS returns it: DER, SubjectPublicKeyInfo. */
export const publicKeyOf = (key: KmsKey): Buffer =>
  createPublicKey(privateKey(key)).export({ format: 'der', type: 'spki' });

export const signatureOf = (key: KmsKey, message: Buffer): Buffer => sign(null, message, privateKey(key));
