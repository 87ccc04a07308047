import { createPublicKey, verify } from 'node:crypto';
import { concat, type Ed25519Verify } from '../domain/ledger/index.ts';

/** The SubjectPublicKeyInfo prefix of the 32 bytes of an Ed25519 public key (RFC 8410 section 4). */
export const SPKI = Uint8Array.from([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]);

/** Verifies an Ed25519 signature; false for an invalid key, too. */
export const ed25519: Ed25519Verify = (publicKey, message, signature) => {
  try {
    const key = { key: Buffer.from(concat(SPKI, publicKey)), format: 'der', type: 'spki' } as const;
    return verify(null, message, createPublicKey(key), signature);
  } catch {
    return false;
  }
};
