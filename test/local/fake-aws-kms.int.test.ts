import {
  DecryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  InvalidKeyUsageException,
  KMSClient,
  KMSInvalidMacException,
  NotFoundException,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { failure, withEdge } from '../adapters/with-edge.ts';

const { client } = withEdge();

describe('the fake KMS', () => {
  const kms = () => new KMSClient(client());
  const mac = (Message: Uint8Array, KeyId = 'alias/mac') =>
    kms().send(new GenerateMacCommand({ KeyId, MacAlgorithm: 'HMAC_SHA_256', Message }));
  const verify = (Message: Uint8Array, Mac: Uint8Array, KeyId = 'alias/mac') =>
    kms().send(new VerifyMacCommand({ KeyId, MacAlgorithm: 'HMAC_SHA_256', Message, Mac }));
  const dataKey = (KeyId: string, EncryptionContext?: Record<string, string>) =>
    kms().send(
      new GenerateDataKeyCommand({
        KeyId,
        KeySpec: 'AES_256',
        ...(EncryptionContext && { EncryptionContext }),
      }),
    );

  it('verifies the MAC it generated', async () => {
    const { Mac = new Uint8Array(), KeyId } = await mac(Buffer.from('text'));
    expect(KeyId).toBe('arn:aws:kms:local:000000000000:alias/mac');
    expect(await verify(Buffer.from('text'), Mac)).toMatchObject({
      MacValid: true,
      MacAlgorithm: 'HMAC_SHA_256',
    });
  });

  it.each([
    ['another message', Buffer.from('other'), null],
    ['another MAC', Buffer.from('text'), Buffer.alloc(32)],
    ['a shorter MAC', Buffer.from('text'), Buffer.alloc(31)],
  ])('replies KMSInvalidMacException for %s', async (_, message, other) => {
    const { Mac = new Uint8Array() } = await mac(Buffer.from('text'));
    expect(await failure(verify(message, other ?? Mac))).toBeInstanceOf(KMSInvalidMacException);
  });

  it('finds a key by alias and by ARN', async () => {
    const one = await mac(Buffer.from('text'), 'alias/mac');
    const same = await mac(Buffer.from('text'), 'arn:aws:kms:eu-west-1:111122223333:alias/mac');
    expect(Buffer.from(same.Mac ?? [])).toStrictEqual(Buffer.from(one.Mac ?? []));
  });

  it('reports an unknown key before its first use', async () => {
    expect(await failure(verify(Buffer.from('text'), Buffer.alloc(32), 'alias/none'))).toBeInstanceOf(
      NotFoundException,
    );
  });

  it('accepts messages of 1 to 4,096 bytes', async () => {
    await mac(Buffer.alloc(1));
    await mac(Buffer.alloc(4_096));
    for (const length of [0, 4_097]) {
      const error = await failure(mac(Buffer.alloc(length)));
      expect([error.name, error.message]).toStrictEqual([
        'ValidationException',
        'Message: must have 1 to 4096 bytes',
      ]);
    }
  });

  it('uses a key for one purpose only', async () => {
    await mac(Buffer.from('text'), 'alias/one');
    expect(await failure(dataKey('alias/one'))).toBeInstanceOf(InvalidKeyUsageException);
  });

  it('unwraps a data key in its own encryption context only', async () => {
    const { CiphertextBlob, Plaintext } = await dataKey('alias/wrap', { subject: 'a', b: '2' });
    const unwrap = (EncryptionContext?: Record<string, string>, blob = CiphertextBlob) =>
      kms().send(
        new DecryptCommand({ CiphertextBlob: blob, ...(EncryptionContext && { EncryptionContext }) }),
      );
    expect(Plaintext).toHaveLength(32);
    expect((await unwrap({ b: '2', subject: 'a' })).Plaintext).toStrictEqual(Plaintext);
    const wrong = [
      unwrap(),
      unwrap({ subject: 'b', b: '2' }),
      unwrap({ subject: 'a', b: '2' }, Buffer.alloc(60)),
    ];
    for (const attempt of wrong) expect(await failure(attempt)).toBeInstanceOf(InvalidCiphertextException);
  });

  it('does not unwrap a data key with another key', async () => {
    const { CiphertextBlob } = await dataKey('alias/wrap');
    await dataKey('alias/other');
    const other = kms().send(new DecryptCommand({ CiphertextBlob, KeyId: 'alias/other' }));
    expect(await failure(other)).toBeInstanceOf(IncorrectKeyException);
  });
});
