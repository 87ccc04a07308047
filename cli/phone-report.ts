import type { Recorded } from './operate.ts';

/**
 * Warns when a number cannot receive PINs: only a mobile may (NIST 800-63B-4 3.1.3.1). `json` includes the error code of a
 * failed lookup.
 */
export const phoneReport = (
  adminId: string,
  { phone = 'UNKNOWN', lookupError }: Pick<Recorded, 'phone' | 'lookupError'>,
) => {
  const json = { phone, ...(lookupError === undefined ? {} : { lookupError }) };
  return { json, warnings: [...failedLookup(lookupError), ...noPin(adminId, phone)] };
};

const failedLookup = (error: string | undefined): string[] =>
  error === undefined
    ? []
    : [
        `Warning: the number lookup failed (${error}). Check the permission and quota for lookups; emergency doctor lists such numbers.`,
      ];

/** Whether texts may reach a number of this type; an unknown one is looked up again when its owner calls. */
export const mayGetTexts = (type: string): boolean => type === 'MOBILE' || type === 'UNKNOWN';

/** The warning that texts cannot reach a number, or not yet. */
export const noPin = (adminId: string, type: string): string[] => {
  if (type === 'MOBILE') return [];
  if (type === 'UNKNOWN')
    return [
      `Warning: the number’s type is unknown. The lookup is repeated when ${adminId} calls; until it succeeds, no PIN is sent. To repeat it now: emergency admin change ${adminId}`,
    ];
  return [
    `Warning: the number is ${type}, not MOBILE: no PIN can be sent to it. Use another number (emergency admin change ${adminId} --number <e164>) or an authenticator app (emergency admin totp ${adminId}).`,
  ];
};
