import { describe, expect, it } from 'vitest';
import type { TextAccount } from '../../adapters/account/text-account.ts';
import { checkTextAccount } from '../../cli/deployment/check-text-account.ts';
import { configOf, EUM, NOTIFY, PINPOINT } from '../kit/configs.ts';

const registered = (country: string, change: object = {}) => ({
  senderId: 'EMERGENCY',
  country,
  registered: true,
  ...change,
});
/** A production account with all it needs for Singapore, changed. */
const account = (change: Partial<TextAccount> = {}): TextAccount => ({
  tier: async () => 'PRODUCTION',
  verifiedNumbers: async () => ({ used: 2, most: 10 }),
  spendLimit: async () => ({ enforced: 50, highest: 100 }),
  senderIds: async () => [registered('SG')],
  notifyConfiguration: async () => ({ status: 'ACTIVE', tier: 'BASIC', countries: ['SG'] }),
  notifyCountries: async () => ['AU', 'SG'],
  ...change,
});
const lines = async (sms: object, change: Partial<TextAccount> = {}) =>
  (await checkTextAccount(configOf({ sms }), account(change), 'nc-1')).map(({ name, ok, message }) => [
    name,
    ok,
    message,
  ]);
const bad = async (sms: object, change: Partial<TextAccount> = {}) =>
  (await checkTextAccount(configOf({ sms }), account(change), 'nc-1')).filter(({ ok }) => ok === false);

describe('the check of an account that texts', () => {
  it.each([
    ['End User Messaging', EUM],
    ['Pinpoint', PINPOINT],
  ])('by %s passes with a tier, a limit and its sender ids', async (_, sms) => {
    expect(await lines(sms)).toStrictEqual([
      ['texts, account tier', true, 'PRODUCTION'],
      ['texts, spending limit', true, '50 US dollars a month (maximum 100)'],
      ['texts, sender id in SG', true, 'EMERGENCY'],
    ]);
  });

  it('fails in the sandbox and reports how many numbers are verified', async () => {
    expect(await bad(EUM, { tier: async () => 'SANDBOX' })).toMatchObject(
      [
        {
          message: 'SANDBOX: texts reach verified numbers only (2 of at most 10)',
          todo: /production access/,
        },
      ].map((one) => ({ ...one, todo: expect.stringMatching(one.todo) })),
    );
  });

  it('fails when AWS does not report the tier', async () => {
    const found = await bad(EUM, { tier: async () => undefined, verifiedNumbers: async () => undefined });
    expect(found).toMatchObject([{ message: 'unknown: texts reach verified numbers only' }]);
  });

  it('fails with the spending limit of a new account', async () => {
    const found = await bad(EUM, { spendLimit: async () => ({ enforced: 1, highest: 1 }) });
    expect(found).toMatchObject([
      { message: '1 US dollars a month (maximum 1), the limit of a new account' },
    ]);
  });

  it('requires the sender id in each country', async () => {
    const sms = { ...EUM, countries: ['SG', 'NZ', 'PH'] };
    const senderIds = async () => [
      registered('SG'),
      registered('NZ', { registered: false }),
      registered('PH', { senderId: 'OTHER' }),
    ];
    expect(await bad(sms, { senderIds })).toMatchObject([
      { name: 'texts, sender id in PH', message: 'EMERGENCY is not in the account' },
    ]);
  });

  it.each(['SG', 'PH', 'AU', 'IN'])('requires a registered sender id in %s', async (country) => {
    const senderIds = async () => [registered(country, { registered: false })];
    expect(await bad({ ...EUM, countries: [country] }, { senderIds })).toMatchObject([
      { message: 'EMERGENCY is not registered: carriers block the texts or replace the sender' },
    ]);
  });

  it('requires no sender id for a pool or number', async () => {
    const names = await lines({ ...EUM, originationIdentity: 'pool-1' }, { senderIds: async () => [] });
    expect(names.map(([name]) => name)).toStrictEqual(['texts, account tier', 'texts, spending limit']);
  });
});

describe('the check of an account that sends PINs by Notify', () => {
  it('passes with a limit and an active configuration for the countries', async () => {
    expect(await lines(NOTIFY)).toStrictEqual([
      ['texts, spending limit', true, '50 US dollars a month (maximum 100)'],
      ['texts, notify configuration', true, 'ACTIVE, BASIC tier'],
      ['texts, Notify in SG', true, 'on the BASIC tier'],
    ]);
  });

  it('reports a country that is not on its tier, or not enabled', async () => {
    const notifyConfiguration = async () => ({ status: 'ACTIVE', tier: 'BASIC', countries: ['SG', 'PH'] });
    expect(await bad({ ...NOTIFY, countries: ['SG', 'PH', 'AU'] }, { notifyConfiguration })).toMatchObject([
      { name: 'texts, Notify in PH', message: 'not on the BASIC tier' },
      { name: 'texts, Notify in AU', message: 'not enabled in the notify configuration' },
    ]);
  });

  it.each(['PENDING', 'REJECTED', 'REQUIRES_VERIFICATION'])(
    'fails when the configuration is %s',
    async (status) => {
      const notifyConfiguration = async () => ({ status, tier: 'BASIC', countries: ['SG'] });
      expect(await bad(NOTIFY, { notifyConfiguration })).toMatchObject([{ message: status }]);
    },
  );

  it('fails when the configuration does not exist', async () => {
    expect(await bad(NOTIFY, { notifyConfiguration: async () => undefined })).toMatchObject([
      { message: 'nc-1 is not in the account' },
    ]);
  });
});
