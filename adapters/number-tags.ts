import type { KMSClient } from '@aws-sdk/client-kms';
import type { NumberTags } from '../domain/emergency/index.ts';
import { canonical } from '../domain/ledger/index.ts';
import { generateMac } from './kms.ts';

/**
 * Tags of strangers' numbers by KMS. `keyOf` gives the key of a period (a year, as `2026`): when a period's key is
 * destroyed, nobody can tell any more which of its tags belong to one number, or to which.
 */
export const kmsNumberTags = (kms: KMSClient, keyOf: (period: string) => string): NumberTags => ({
  tag: async (number, period) => {
    const message = canonical({ label: 'emergency-line/number', v: 1, period, number: number.reveal() });
    return (await generateMac(kms, keyOf(period), Buffer.from(message, 'utf8'))).toString('base64url');
  },
});
