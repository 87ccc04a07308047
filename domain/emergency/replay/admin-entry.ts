import type { AdminCommand } from '../admin/decide.ts';
import type { Of } from '../admin/state.ts';
import { UNKNOWN_PHONE } from '../ports.ts';

export const entered = (
  act: 'enroll' | 'change',
  { data }: Of<'AdminEnrolled' | 'AdminChanged'>,
): AdminCommand => ({ do: act, isNumberTaken: false, ...data });

/** A changed entry, or another factor; the configuration has no part in either. */
export const changed = (event: Of<'AdminChanged'>): AdminCommand[] => {
  const { adminId, factor, number, name, totp } = event.data;
  return [
    entered('change', event),
    { do: 'choose-factor', adminId, factor, encrypted: { number, name, totp } },
  ];
};

/** The approver's session is of another stream: `Reliance` covers it. */
const reenabling = (adminId: string, at: number, by: string, verifiedBy: string | null): AdminCommand => {
  const session =
    verifiedBy === null ? null : { ...ANY_SESSION, verifiedAt: at, endsAt: at + 1, eventId: verifiedBy };
  return { do: 'reenable', adminId, at, approver: { by: { adminId: by, session } } };
};
const ANY_SESSION = { contactId: '', changes: 0 };

export const reenabled = ({ data }: Of<'AdminReenabled'>, at: number): AdminCommand[] => {
  const { adminId, by, breakGlass } = data;
  if (breakGlass) return [{ do: 'reenable', adminId, at, approver: { breakGlass } }];
  return by ? [reenabling(adminId, at, by.adminId, by.verifiedBy)] : [];
};

const ANYTHING = '-';
const ANY_ENTRY = {
  number: ANYTHING,
  numberChanged: true,
  name: ANYTHING,
  maskedNumber: ANYTHING,
  locations: ['*'],
  language: ANYTHING,
  phone: UNKNOWN_PHONE,
  factor: 'sms' as const,
  totp: null,
};

/** A refusal does not record what was to be entered, and no rule depends on it; whose a number is, no stream alone says. */
export const actRefused = ({ data }: Of<'AdminActRefused'>, at: number): AdminCommand[] => {
  const { adminId, act, reason, breakGlass } = data;
  switch (act) {
    case 'reenable':
      if (breakGlass) return [{ do: act, adminId, at, approver: { breakGlass } }];
      return [
        reenabling(adminId, at, adminId, null),
        reenabling(adminId, at, ANYTHING, null),
        reenabling(adminId, at, ANYTHING, ANYTHING),
      ];
    case 'choose-factor':
      return [{ do: act, adminId, factor: 'sms', encrypted: null }];
    case 'revoke':
      return [{ do: act, adminId, reason: ANYTHING }];
    case 'erase':
      return [{ do: act, adminId, basis: ANYTHING }];
    default:
      return [{ do: act, adminId, isNumberTaken: reason === 'number-taken', ...ANY_ENTRY }];
  }
};
