import { KMSClient } from '@aws-sdk/client-kms';
import { describe, expect, it } from 'vitest';
import { REPEATABLE } from '../../adapters/aws-clients.ts';
import { kmsNumberTags } from '../../adapters/number-tags.ts';
import { kmsPinCodes } from '../../adapters/pin-codes.ts';
import { type E164, parseE164 } from '../../domain/emergency/secret.ts';
import type { FaultKind } from '../../local/aws/faults.ts';
import { challenge, pinCodesContract, pinOf } from '../kit/contracts/pin-codes.ts';
import { withEdge } from './with-edge.ts';

const { edge, calls, client } = withEdge();
const kms = () => new KMSClient({ ...client(), ...REPEATABLE });
const codes = () => kmsPinCodes(kms(), 'alias/pins');

/** The key exists, as after a first PIN. */
const withKey: typeof codes = () => {
  const made = codes();
  const matches: typeof made.matches = async (...given) => {
    await made.tag(challenge, pinOf('1234'));
    return made.matches(...given);
  };
  return { ...made, matches };
};

pinCodesContract('a PIN key in KMS', withKey);

describe('a PIN key in KMS', () => {
  it('makes tags that do not match under another key', async () => {
    const tag = await codes().tag(challenge, pinOf('004271'));
    const other = kmsPinCodes(kms(), 'alias/others');
    await other.tag(challenge, pinOf('004271'));
    expect(await other.matches(challenge, pinOf('004271'), tag)).toBe(false);
  });

  it('compares inside KMS, with one call', async () => {
    const tag = await codes().tag(challenge, pinOf('004271'));
    await codes().matches(challenge, pinOf('004271'), tag);
    expect(calls.map(({ operation }) => operation)).toStrictEqual(['GenerateMac', 'VerifyMac']);
  });

  it('makes no call for a malformed tag', async () => {
    await codes().matches(challenge, pinOf('004271'), 'no tag');
    expect(calls).toStrictEqual([]);
  });

  it.each<[FaultKind, string]>([
    ['error', 'KMSInternalException'],
    [{ statusCode: 400, code: 'DisabledException' }, 'DisabledException'],
    [{ statusCode: 400, code: 'PIN004271' }, 'UnknownError'],
  ])('reports what to check, and no PIN, when KMS answers %j', async (as, name) => {
    edge().fail({ service: 'kms', operation: 'GenerateMac', times: 2, as });
    await expect(codes().tag(challenge, pinOf('004271'))).rejects.toThrow(
      `KMS GenerateMac with key alias/pins failed: ${name}. Check that the key exists, is enabled and is granted to this role.`,
    );
  });

  it('throws instead of rejecting the PIN when KMS cannot compare', async () => {
    const tag = await codes().tag(challenge, pinOf('004271'));
    edge().fail({
      service: 'kms',
      operation: 'VerifyMac',
      as: { statusCode: 400, code: 'KMSInvalidStateException' },
    });
    await expect(codes().matches(challenge, pinOf('004271'), tag)).rejects.toThrow(
      'KMS VerifyMac with key alias/pins',
    );
  });

  it('treats a malformed verdict as no match', async () => {
    const tag = await codes().tag(challenge, pinOf('004271'));
    edge().fail({ service: 'kms', operation: 'VerifyMac', as: { reply: '{"MacValid":"true"}' } });
    expect(await codes().matches(challenge, pinOf('004271'), tag)).toBe(false);
  });

  it('throws when the response has no tag', async () => {
    edge().fail({ service: 'kms', operation: 'GenerateMac', as: { reply: '{}' } });
    await expect(codes().tag(challenge, pinOf('004271'))).rejects.toThrow('empty response');
  });

  it('throws when KMS does not respond', async () => {
    edge().fail({ service: 'kms', operation: 'GenerateMac', times: 2, as: 'timeout-after-doing' });
    const hasty = new KMSClient({
      ...client(),
      ...REPEATABLE,
      requestHandler: { ...REPEATABLE.requestHandler, requestTimeout: 100 },
    });
    await expect(kmsPinCodes(hasty, 'alias/pins').tag(challenge, pinOf('004271'))).rejects.toThrow(
      'ETIMEDOUT',
    );
  });
});

describe('the tags of numbers', () => {
  const number = parseE164('+6591110001') as E164;
  const tags = () => kmsNumberTags(kms(), (period) => `alias/numbers-${period}`);

  it('are the same for a number within a year', async () => {
    expect(await tags().tag(number, '2026')).toBe(await tags().tag(number, '2026'));
  });

  it('differ from number to number', async () => {
    expect(await tags().tag(number, '2026')).not.toBe(
      await tags().tag(parseE164('+6591110002') as E164, '2026'),
    );
  });

  it('differ from year to year, even under one key', async () => {
    const oneKey = kmsNumberTags(kms(), () => 'alias/numbers');
    expect(await oneKey.tag(number, '2026')).not.toBe(await oneKey.tag(number, '2027'));
  });

  it('use the key of the year', async () => {
    await tags().tag(number, '2026');
    await tags().tag(number, '2027');
    expect(calls.map(({ input }) => (input as { KeyId: string }).KeyId)).toStrictEqual([
      'alias/numbers-2026',
      'alias/numbers-2027',
    ]);
  });

  it('are not made when the key cannot be used, and the error has no number', async () => {
    edge().fail({
      service: 'kms',
      operation: 'GenerateMac',
      as: { statusCode: 400, code: 'DisabledException' },
    });
    await expect(tags().tag(number, '2026')).rejects.toThrow(
      'KMS GenerateMac with key alias/numbers-2026 failed: DisabledException.',
    );
  });
});
