import { GenerateMacCommand, type KMSClient } from '@aws-sdk/client-kms';
import { ExplainedError } from '../domain/ledger/index.ts';
import { errorName } from './error-name.ts';

/** A KMS operation with a key failed. */
export class KeyUnusable extends ExplainedError {
  readonly code = 'KeyUnusable';
}

/** HMAC-SHA-256 of `message` (up to 4,096 bytes) under an HMAC_256 key that never leaves KMS. */
export const generateMac = async (kms: KMSClient, keyId: string, message: Uint8Array): Promise<Buffer> => {
  const command = new GenerateMacCommand({ KeyId: keyId, MacAlgorithm: 'HMAC_SHA_256', Message: message });
  const { Mac } = await kms.send(command).catch(kmsFailure('GenerateMac', keyId));
  return present(Mac, 'GenerateMac', keyId);
};

/** Rethrows a KMS error with a message that says what to check and contains nothing of the request. */
export const kmsFailure =
  (operation: string, keyId: string) =>
  (error: unknown): never => {
    throw kmsError(operation, keyId, errorName(error), error);
  };

/** The bytes of a KMS response. @throws KeyUnusable when they are missing */
export const present = (bytes: Uint8Array | undefined, operation: string, keyId: string): Buffer => {
  if (bytes === undefined) throw kmsError(operation, keyId, 'empty response');
  return Buffer.from(bytes);
};

const kmsError = (operation: string, keyId: string, what: string, cause?: unknown) =>
  new KeyUnusable(
    `KMS ${operation} with key ${keyId} failed: ${what}. Check that the key exists, is enabled and is granted to this role.`,
    { cause },
  );
