import type { KMSClient } from '@aws-sdk/client-kms';
import type { NumberTags } from '../domain/emergency/index.ts';
import { canonical } from '../domain/ledger/index.ts';
import { generateMac } from './kms.ts';

/**
 * Tags unknown callers' numbers by KMS. `keyOf` returns the key of a period (a year, such as `2026`). Once that key is
 * deleted, the period's tags can no longer be linked to a number or to each other.
 */
export const kmsNumberTags = (kms: KMSClient, keyOf: (period: string) => string): NumberTags => ({
  tag: async (number, period) => {
    const message = canonical({ label: 'emergency-line/number', v: 1, period, number: number.reveal() });
    return (await generateMac(kms, keyOf(period), Buffer.from(message, 'utf8'))).toString('base64url');
  },
});
