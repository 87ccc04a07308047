import { GetPublicKeyCommand, type KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { equalBytes, type NoteSigner } from '../domain/ledger/index.ts';
import { SPKI } from './ed25519.ts';
import { KeyUnusable, kmsFailure, present } from './kms.ts';

/**
 * Signs checkpoints with a KMS key of spec ECC_NIST_EDWARDS25519: pure Ed25519 over the text itself (`ED25519_SHA_512`,
 * `RAW`), as C2SP signed-note requires. KMS limits the text to 4,096 bytes.
 * @param name the log's origin, which is also the name of its key
 */
export const kmsNoteSigner = async (kms: KMSClient, keyId: string, name: string): Promise<NoteSigner> => {
  const { PublicKey } = await kms
    .send(new GetPublicKeyCommand({ KeyId: keyId }))
    .catch(kmsFailure('GetPublicKey', keyId));
  const der = present(PublicKey, 'GetPublicKey', keyId);
  if (der.length !== SPKI.length + 32 || !equalBytes(der.subarray(0, SPKI.length), SPKI))
    throw new KeyUnusable(
      `KMS key ${keyId} is not an Ed25519 key; create one with spec ECC_NIST_EDWARDS25519`,
    );
  return {
    key: { name, publicKey: Uint8Array.from(der.subarray(SPKI.length)) },
    sign: async (message) => {
      const command = new SignCommand({
        KeyId: keyId,
        Message: message,
        MessageType: 'RAW',
        SigningAlgorithm: 'ED25519_SHA_512',
      });
      const { Signature } = await kms.send(command).catch(kmsFailure('Sign', keyId));
      return present(Signature, 'Sign', keyId);
    },
  };
};
