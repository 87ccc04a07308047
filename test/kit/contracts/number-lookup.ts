import { describe, expect, it } from 'vitest';
import type { FaultKind } from '../../../local/aws/faults.ts';
import { e164, MOBILE, type Running, type SmsProvider } from './sms.ts';

const NO_CODES = { mcc: null, mnc: null };

/** The contract of every number look-up. */
export const numberLookupContract = (provider: SmsProvider, { edge, calls }: Running): void => {
  const lookup = (number: string) => provider.lookup(edge().endpoint).lookup(e164(number));
  const codes = provider.carrierCodes ? { mcc: '525', mnc: '01' } : NO_CODES;
  const fail = (as: FaultKind, times: number) =>
    edge().fail({ service: provider.service, operation: provider.find, times, as });

  describe(`${provider.name} looks numbers up`, () => {
    it.each([
      ['a mobile', MOBILE, { type: 'MOBILE', carrier: 'Singtel', ...codes, country: 'SG' }],
      ['a prepaid mobile', '+6591110002', { type: 'MOBILE', carrier: 'StarHub', ...NO_CODES, country: 'SG' }],
      ['a landline', '+6561110003', { type: 'LANDLINE', carrier: 'Singtel', ...NO_CODES, country: 'SG' }],
      ['a VoIP number', '+6531110004', { type: provider.voip, carrier: null, ...NO_CODES, country: 'SG' }],
      ['another kind', '+6561110005', { type: 'OTHER', carrier: null, ...NO_CODES, country: null }],
      ['no number at all', '+6511111111', { type: 'INVALID', carrier: null, ...NO_CODES, country: null }],
      [
        'a Philippine mobile by its digits',
        '+639171234567',
        { type: 'MOBILE', carrier: null, ...NO_CODES, country: 'PH' },
      ],
      [
        'an Australian landline by its digits',
        '+61298765432',
        { type: 'LANDLINE', carrier: null, ...NO_CODES, country: 'AU' },
      ],
    ])('knows %s', async (_, number, phone) =>
      expect(await lookup(number)).toStrictEqual({ found: true, phone }),
    );

    it('knows the number that was meant by one with a trunk prefix', async () => {
      const found = await lookup('+610412345678');
      expect(found.found && found.otherNumber?.reveal()).toBe('+61412345678');
      expect(found).toMatchObject({ found: true, phone: { type: 'MOBILE', country: 'AU' } });
    });

    it('calls once: a caller is waiting, and the directory has the last known phone', async () => {
      fail('throttle', 1);
      expect(await lookup(MOBILE)).toMatchObject({ found: false, detail: expect.stringMatching(/^T/) });
      expect(calls).toHaveLength(1);
    });

    it.each<[FaultKind, string]>([
      [{ statusCode: 400, code: 'AccessDeniedException' }, 'AccessDeniedException'],
      [{ reply: '{}' }, 'malformed-reply'],
      [{ reply: '{"PhoneType":"TOASTER","PhoneNumberType":"TOASTER"}' }, 'malformed-reply'],
      [{ reply: '{"PhoneType":"mobile","PhoneNumberType":7}' }, 'malformed-reply'],
      [{ reply: '{"PhoneType":"__proto__","PhoneNumberType":"constructor"}' }, 'malformed-reply'],
    ])('does not know the type when the provider answers %j, and returns the reason', async (as, detail) => {
      fail(as, 1);
      expect(await lookup(MOBILE)).toStrictEqual({ found: false, detail });
    });

    it.each<FaultKind>(['throttle', 'error', { reply: '' }])(
      'does not know the type when the provider answers %j',
      async (as) => {
        fail(as, 1);
        expect(await lookup(MOBILE)).toMatchObject({ found: false });
      },
    );

    it('does not know the type when the provider does not answer', async () => {
      fail('timeout-after-doing', 1);
      const unanswered = await provider.lookup(edge().endpoint, 100).lookup(e164(MOBILE));
      expect(unanswered).toStrictEqual({ found: false, detail: 'ETIMEDOUT' });
    });

    it('does not know the type when the endpoint is unreachable', async () => {
      const { endpoint } = edge();
      await edge().close();
      const refused = await provider.lookup(endpoint).lookup(e164(MOBILE));
      expect(refused).toStrictEqual({ found: false, detail: 'ECONNREFUSED' });
    });
  });
};
