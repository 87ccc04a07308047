import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../../domain/ledger/index.ts';
import { publicKeyOf, signatureOf } from './kms-ed25519.ts';
import type { KmsKey, KmsKeys } from './kms-keys.ts';
import { blob, parseRequest } from './requests.ts';
import { ServiceError } from './services.ts';

const KeyId = z.string().min(1).max(2_048);
const Context = z.record(z.string(), z.string()).default({});

// Limits: https://docs.aws.amazon.com/kms/latest/APIReference/
const Mac = { KeyId, MacAlgorithm: z.literal('HMAC_SHA_256'), Message: blob(1, 4_096) };
const GenerateMac = z.strictObject(Mac);
const VerifyMac = z.strictObject({ ...Mac, Mac: blob(1, 6_144) });
const GenerateDataKey = z.strictObject({ KeyId, KeySpec: z.literal('AES_256'), EncryptionContext: Context });
const Decrypt = z.strictObject({
  KeyId: KeyId.optional(),
  CiphertextBlob: blob(1, 6_144),
  EncryptionContext: Context,
});

const GetPublicKey = z.strictObject({ KeyId });
const Sign = z.strictObject({
  KeyId,
  Message: blob(1, 4_096),
  MessageType: z.literal('RAW'),
  SigningAlgorithm: z.literal('ED25519_SHA_512'),
});

/** The KMS operations that the adapters use. A key is created on its first use to generate, wrap or sign. */
export const kmsOperations = (keys: KmsKeys) => ({
  GenerateMac: (input: unknown) => {
    const { KeyId, MacAlgorithm, Message } = parseRequest('kms', GenerateMac, input);
    const key = keys.getOrCreate(KeyId, 'GENERATE_VERIFY_MAC');
    return { KeyId: key.arn, MacAlgorithm, Mac: hmac(key, Message).toString('base64') };
  },
  VerifyMac: (input: unknown) => {
    const { KeyId, MacAlgorithm, Message, Mac } = parseRequest('kms', VerifyMac, input);
    const key = keys.get(KeyId, 'GENERATE_VERIFY_MAC');
    const expected = hmac(key, Message);
    if (Mac.length !== expected.length || !timingSafeEqual(Mac, expected))
      throw new ServiceError('KMSInvalidMacException', 'The MAC does not match the message.');
    return { KeyId: key.arn, MacAlgorithm, MacValid: true };
  },
  GenerateDataKey: (input: unknown) => {
    const { KeyId, EncryptionContext } = parseRequest('kms', GenerateDataKey, input);
    const key = keys.getOrCreate(KeyId, 'ENCRYPT_DECRYPT');
    const dataKey = randomBytes(32);
    return {
      KeyId: key.arn,
      Plaintext: dataKey.toString('base64'),
      CiphertextBlob: wrap(key, EncryptionContext, dataKey).toString('base64'),
    };
  },
  Decrypt: (input: unknown) => {
    const { KeyId, CiphertextBlob, EncryptionContext } = parseRequest('kms', Decrypt, input);
    const key = keys.byId(CiphertextBlob.subarray(0, KEY_ID).toString('hex'));
    if (KeyId !== undefined && keys.get(KeyId, 'ENCRYPT_DECRYPT').id !== key.id)
      throw new ServiceError('IncorrectKeyException', 'The ciphertext was encrypted with another key.');
    const Plaintext = unwrap(key, EncryptionContext, CiphertextBlob).toString('base64');
    return { KeyId: key.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT', Plaintext };
  },
  GetPublicKey: (input: unknown) => {
    const key = keys.getOrCreate(parseRequest('kms', GetPublicKey, input).KeyId, 'SIGN_VERIFY');
    const PublicKey = publicKeyOf(key).toString('base64');
    return {
      KeyId: key.arn,
      PublicKey,
      KeySpec: 'ECC_NIST_EDWARDS25519',
      KeyUsage: 'SIGN_VERIFY',
      SigningAlgorithms: ['ED25519_SHA_512', 'ED25519_PH_SHA_512'],
    };
  },
  Sign: (input: unknown) => {
    const { KeyId, Message, SigningAlgorithm } = parseRequest('kms', Sign, input);
    const key = keys.getOrCreate(KeyId, 'SIGN_VERIFY');
    return { KeyId: key.arn, SigningAlgorithm, Signature: signatureOf(key, Message).toString('base64') };
  },
});

const hmac = (key: KmsKey, message: Buffer) => createHmac('sha256', key.material).update(message).digest();

// A wrapped key: id of the wrapping key, IV, ciphertext, tag. The encryption context is authenticated.
const KEY_ID = 16;
const IV = 12;
const TAG = 16;

const contextBytes = (context: Record<string, string>) => Buffer.from(canonical(context), 'utf8');

const wrap = (key: KmsKey, context: Record<string, string>, plaintext: Buffer): Buffer => {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key.material, iv).setAAD(contextBytes(context));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from(key.id, 'hex'), iv, ciphertext, cipher.getAuthTag()]);
};

const unwrap = (key: KmsKey, context: Record<string, string>, wrapped: Buffer): Buffer => {
  try {
    const iv = wrapped.subarray(KEY_ID, KEY_ID + IV);
    const decipher = createDecipheriv('aes-256-gcm', key.material, iv, { authTagLength: TAG });
    decipher.setAAD(contextBytes(context)).setAuthTag(wrapped.subarray(-TAG));
    return Buffer.concat([decipher.update(wrapped.subarray(KEY_ID + IV, -TAG)), decipher.final()]);
  } catch {
    throw new ServiceError('InvalidCiphertextException', 'The ciphertext or encryption context is wrong.');
  }
};
