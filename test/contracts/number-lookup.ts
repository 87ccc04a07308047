import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../local/aws-edge/faults.ts';
import { e164, MOBILE, type Running, type SmsProvider } from './sms.ts';

/** What every provider of number types must do, as the domain's port says. */
export const numberLookupContract = (provider: SmsProvider, { edge, calls }: Running): void => {
  const lookup = (number: string) => provider.lookup(edge().endpoint).lookup(e164(number));
  const fail = (as: FaultKind, times: number) =>
    edge().fail({ service: provider.name, operation: provider.find, times, as });

  describe(`${provider.name} looks numbers up`, () => {
    it.each([
      ['a mobile', MOBILE, { type: 'MOBILE', carrier: 'Singtel', country: 'SG' }],
      ['a prepaid mobile', '+6591110002', { type: 'MOBILE', carrier: 'StarHub', country: 'SG' }],
      ['a landline', '+6561110003', { type: 'LANDLINE', carrier: 'Singtel', country: 'SG' }],
      ['a VoIP number', '+6531110004', { type: provider.voip, carrier: null, country: 'SG' }],
      ['another kind', '+6561110005', { type: 'OTHER', carrier: null, country: null }],
      ['no number at all', '+6511111111', { type: 'INVALID', carrier: null, country: null }],
      [
        'a Philippine mobile by its digits',
        '+639171234567',
        { type: 'MOBILE', carrier: null, country: 'PH' },
      ],
      [
        'an Australian landline by its digits',
        '+61298765432',
        { type: 'LANDLINE', carrier: null, country: 'AU' },
      ],
    ])('knows %s', async (_, number, phone) => expect(await lookup(number)).toStrictEqual(phone));

    it('asks a second time when it was throttled once', async () => {
      fail('throttle', 1);
      expect(await lookup(MOBILE)).toMatchObject({ type: 'MOBILE' });
      expect(calls).toHaveLength(2);
    });

    const unknown = { type: 'UNKNOWN', carrier: null, country: null };

    it.each<FaultKind>([
      'throttle',
      'error',
      { statusCode: 400, code: 'AccessDeniedException' },
      { reply: '' },
      { reply: '{}' },
      { reply: '{"PhoneType":"TOASTER","PhoneNumberType":"TOASTER"}' },
      { reply: '{"PhoneType":"mobile","PhoneNumberType":7}' },
      { reply: '{"PhoneType":"__proto__","PhoneNumberType":"constructor"}' },
    ])('does not know the type when the provider answers %j', async (as) => {
      fail(as, 2);
      expect(await lookup(MOBILE)).toStrictEqual(unknown);
    });

    it('does not know the type when the provider does not answer', async () => {
      fail('timeout-after-doing', 2);
      expect(await provider.lookup(edge().endpoint, 100).lookup(e164(MOBILE))).toStrictEqual(unknown);
    });

    it('does not know the type when nobody is there', async () => {
      const { endpoint } = edge();
      await edge().close();
      expect(await provider.lookup(endpoint).lookup(e164(MOBILE))).toStrictEqual(unknown);
    });
  });
};
