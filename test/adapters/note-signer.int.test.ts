import { KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { REPEATABLE } from '../../adapters/aws-clients.ts';
import { ed25519 } from '../../adapters/ed25519.ts';
import { kmsNoteSigner } from '../../adapters/note-signer.ts';
import { digest } from '../../adapters/sha256.ts';
import { openNote, signNote } from '../../domain/ledger/proof/signed-note.ts';
import { withEdge } from './with-edge.ts';

const { edge, calls, client } = withEdge();
const kms = () => new KMSClient({ ...client(), ...REPEATABLE });
const signer = (key = 'alias/log') => kmsNoteSigner(kms(), key, 'emergency-line/test');

describe('the KMS note signer', () => {
  it('signs a note that its public key verifies', async () => {
    const signing = await signer();
    const note = await signNote(digest, 'a text\n', signing);
    expect(await openNote({ digest, ed25519 }, note, [signing.key])).toEqual({
      text: 'a text\n',
      key: signing.key,
    });
  });

  it('requests pure Ed25519 over the text itself', async () => {
    await signNote(digest, 'a text\n', await signer());
    expect(calls.map(({ operation, input }) => ({ operation, input }))).toEqual([
      { operation: 'GetPublicKey', input: { KeyId: 'alias/log' } },
      {
        operation: 'Sign',
        input: {
          KeyId: 'alias/log',
          Message: Buffer.from('a text\n').toString('base64'),
          MessageType: 'RAW',
          SigningAlgorithm: 'ED25519_SHA_512',
        },
      },
    ]);
  });

  it('returns the same key each time, and another key for another alias', async () => {
    const [once, again, other] = [await signer(), await signer(), await signer('alias/other')];
    expect(again.key).toEqual(once.key);
    expect(other.key.publicKey).not.toEqual(once.key.publicKey);
  });

  it('refuses a key that is not for Ed25519', async () => {
    edge().fail({ service: 'kms', operation: 'GetPublicKey', as: { reply: '{"PublicKey":"MFkwEwYHKg=="}' } });
    await expect(signer()).rejects.toThrow('alias/log is not an Ed25519 key');
  });

  it('reports the operation and the key when KMS does not sign', async () => {
    const signing = await signer();
    edge().fail({ service: 'kms', operation: 'Sign', as: { statusCode: 400, code: 'DisabledException' } });
    await expect(signing.sign(new Uint8Array(1))).rejects.toThrow(
      'KMS Sign with key alias/log failed: DisabledException.',
    );
  });
});

it('Ed25519 verification rejects bytes that are not a key', () => {
  expect(ed25519(new Uint8Array(31), new Uint8Array(1), new Uint8Array(64))).toBe(false);
});
