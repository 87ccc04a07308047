import { expect, it } from 'vitest';
import { phoneReport } from '../../cli/phone-report.ts';
import type { PhoneType } from '../../domain/emergency/ports.ts';

const enrolled = (phone: PhoneType, lookupError?: string) => ({ phone, lookupError });

it('an enrollment with a mobile needs no warning', () => {
  expect(phoneReport('anna', enrolled('MOBILE'))).toMatchObject({ json: { phone: 'MOBILE' }, warnings: [] });
});

it.each(['AccessDeniedException', 'ThrottlingException', 'ECONNREFUSED'])(
  'an enrollment whose lookup failed with %s warns of it and of what to do',
  (detail) => {
    const { json, warnings } = phoneReport('anna', enrolled('UNKNOWN', detail));
    expect(json).toStrictEqual({ phone: 'UNKNOWN', lookupError: detail });
    expect(warnings[0]).toContain(`lookup failed (${detail})`);
    expect(warnings[1]).toContain('repeated when anna calls');
    expect(warnings[1]).toContain('emergency admin change anna');
  },
);

it('a change whose lookup failed warns of it, and the stored type MOBILE remains', () => {
  const { json, warnings } = phoneReport('anna', enrolled('MOBILE', 'ThrottlingException'));
  expect(json).toStrictEqual({ phone: 'MOBILE', lookupError: 'ThrottlingException' });
  expect(warnings).toHaveLength(1);
});

it.each<PhoneType>(['LANDLINE', 'VOIP', 'OTHER', 'INVALID'])(
  'an enrollment with a number of type %s warns that no PIN can be sent to it',
  (type) => {
    expect(phoneReport('anna', enrolled(type)).warnings).toStrictEqual([
      expect.stringContaining(`the number is ${type}, not MOBILE`),
    ]);
  },
);
