import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textAccount } from '../../adapters/account/text-account.ts';
import { type FakeAws, startFakeAws } from '../../local/aws/fake-aws.ts';
import { emptyAccount } from '../kit/aws-account/account.ts';
import { textAccountOperations } from '../kit/aws-account/text-account.ts';
import { clientOf, NOW } from './with-edge.ts';

const senderIds = ['SG', 'AU'].map((IsoCountryCode) => ({
  SenderId: 'ACME',
  IsoCountryCode,
  Registered: IsoCountryCode === 'SG',
}));
let edge: FakeAws;
beforeAll(async () => {
  const behind = { ...emptyAccount(), texts: { tier: 'SANDBOX' as const, limit: 1, senderIds } };
  edge = await startFakeAws({
    now: () => NOW,
    phones: () => undefined,
    endUserMessaging: textAccountOperations(behind),
  });
});
afterAll(() => edge?.close());
const account = () => textAccount(new PinpointSMSVoiceV2Client(clientOf(edge.endpoint)));

it('the text account reads the tier and the number of verified numbers', async () => {
  expect(await account().tier()).toBe('SANDBOX');
  expect(await account().verifiedNumbers()).toStrictEqual({ used: 2, most: 10 });
});

it('the text account reads the spending limits of texts and of Notify', async () => {
  expect(await account().spendLimit('TEXT')).toStrictEqual({ enforced: 1, highest: 1 });
  expect(await account().spendLimit('NOTIFY')).toStrictEqual({ enforced: 1, highest: 1 });
});

it('the text account reads all pages of sender ids', async () => {
  expect(await account().senderIds()).toStrictEqual([
    { senderId: 'ACME', country: 'SG', registered: true },
    { senderId: 'ACME', country: 'AU', registered: false },
  ]);
});

it('the text account reads the Notify configuration and the countries of its tier', async () => {
  expect(await account().notifyConfiguration('notify-local')).toStrictEqual({
    status: 'ACTIVE',
    tier: 'BASIC',
    countries: ['SG'],
  });
  expect(await account().notifyCountries('BASIC')).toStrictEqual(['SG']);
  expect(await account().notifyCountries('NONE')).toStrictEqual([]);
});
