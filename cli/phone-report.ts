import type { Enrolled } from '../use-cases/enroll-admin.ts';

/**
 * What is known of an enrolled number, for the command's output: only a mobile is sent a PIN (NIST 800-63B-4 3.1.3.1), so
 * anything else is said at enrollment and not first on the phone. `json` has the look-up's error code when it failed.
 */
export const phoneReport = (adminId: string, { event, lookup }: Enrolled) => {
  const { type } = event.data.phone as { type: string };
  const json = { phone: type, ...(lookup.found ? {} : { lookupError: lookup.detail }) };
  return { json, warnings: [...failedLookup(lookup), ...noPin(adminId, type)] };
};

const failedLookup = (lookup: Enrolled['lookup']): string[] =>
  lookup.found
    ? []
    : [
        `Warning: the number could not be looked up (${lookup.detail}). Check the permission and quota for look-ups; emergency doctor counts such numbers.`,
      ];

const noPin = (adminId: string, type: string): string[] => {
  if (type === 'MOBILE') return [];
  if (type === 'UNKNOWN')
    return [
      `Warning: it is not known to be a mobile. It is looked up again when ${adminId} calls; until that succeeds, no PIN is sent. To look it up now: emergency admin change ${adminId}`,
    ];
  return [
    `Warning: the number is ${type}, not MOBILE: no PIN can be sent to it. Give another number (emergency admin change ${adminId} --number <e164>) or an authenticator app (emergency admin totp ${adminId}).`,
  ];
};
