import type { AdminCommand } from '../../domain/emergency/admin/decide.ts';
import type { AdminEvent } from '../../domain/emergency/admin/events.ts';
import { type PinLimits, pinLimitsSchema } from '../../domain/emergency/admin/pin-limits.ts';
import type { Phone } from '../../domain/emergency/ports.ts';
import { at } from './moving-system.ts';

type Asked<Act extends AdminCommand['do']> = Extract<AdminCommand, { do: Act }>;
type Facts<Type extends AdminEvent['type']> = Extract<AdminEvent, { type: Type }>['data'];

export const limits = (changed: Partial<PinLimits> = {}): PinLimits =>
  pinLimitsSchema().parse({ ...changed });

export const MOBILE: Phone = { type: 'MOBILE', carrier: 'Singtel', mcc: '525', mnc: '01', country: 'SG' };

const entry = {
  isNumberTaken: false,
  adminId: 'admin-1',
  number: 'encrypted-number',
  numberChanged: true,
  name: 'encrypted-name',
  maskedNumber: '+65******01',
  locations: ['Manila'],
  language: 'en-US',
  phone: MOBILE,
  factor: 'sms' as 'sms' | 'totp',
  totp: null as string | null,
};

export const enroll = (more: Partial<typeof entry> = {}) => ({ do: 'enroll' as const, ...entry, ...more });
export const change = (more: Partial<typeof entry> = {}) => ({ do: 'change' as const, ...entry, ...more });
export const revoke = () => ({ do: 'revoke' as const, adminId: 'admin-1', reason: 'left' });

/** Commands of a phone call at a time in seconds after the start; one PIN and one call by default. */
export const askForPin = (seconds: number, more: Partial<Asked<'issue-pin'>> = {}): Asked<'issue-pin'> => ({
  do: 'issue-pin',
  adminId: 'admin-1',
  numberSeq: 1,
  rowContradictsLog: false,
  limits: limits(),
  phone: MOBILE,
  challengeId: 'pin-1',
  tag: 'tag-1',
  system: { sends: [], admins: 1 },
  contactId: 'call-1',
  at: at(seconds),
  ...more,
});

export const textPin = (seconds: number, more: Partial<Asked<'record-send'>> = {}): Asked<'record-send'> => ({
  do: 'record-send',
  adminId: 'admin-1',
  limits: limits(),
  challengeId: 'pin-1',
  provider: 'sms',
  outcome: { sent: true, messageId: 'text-1' },
  contactId: 'call-1',
  at: at(seconds),
  ...more,
});

export const type = (
  typed: Asked<'verify-pin'>['typed'],
  seconds: number,
  more: Partial<Asked<'verify-pin'>> = {},
): Asked<'verify-pin'> => ({
  do: 'verify-pin',
  adminId: 'admin-1',
  limits: limits(),
  typed,
  totpStep: null,
  contactId: 'call-1',
  at: at(seconds),
  ...more,
});

export const asksToChange = (
  seconds: number,
  more: Partial<Asked<'authorize-change'>> = {},
): Asked<'authorize-change'> => ({
  do: 'authorize-change',
  adminId: 'admin-1',
  limits: limits(),
  locationId: 'Manila',
  action: 'set',
  contactId: 'call-1',
  at: at(seconds),
  ...more,
});

/** A PIN requested on its own call and sent at once. */
export const newPin = (
  number: number,
  seconds: number,
  more: { limits?: PinLimits } = {},
): AdminCommand[] => {
  const call = { challengeId: `pin-${number}`, contactId: `call-${number}`, ...more };
  return [askForPin(seconds, call), textPin(seconds, call)];
};

export const iso = (seconds: number): string => new Date(at(seconds)).toISOString();

export const pinRefused = (
  reason: Facts<'PinIssueRefused'>['reason'],
  scope: Facts<'PinIssueRefused'>['scope'] = null,
  until: string | null = null,
): AdminEvent => ({ type: 'PinIssueRefused', data: { adminId: 'admin-1', reason, scope, until } });

export const pinVerified = (seconds: number, more: Partial<Facts<'PinVerified'>> = {}): AdminEvent => ({
  type: 'PinVerified',
  data: {
    adminId: 'admin-1',
    challengeId: 'pin-1',
    attempt: 1,
    sessionEndsAt: iso(seconds + 300),
    totpStep: null,
    failuresBefore: 0,
    ...more,
  },
});

export const pinRejected = (
  reason: Facts<'PinRejected'>['reason'],
  more: Partial<Facts<'PinRejected'>> = {},
): AdminEvent => ({
  type: 'PinRejected',
  data: {
    adminId: 'admin-1',
    challengeId: 'pin-1',
    reason,
    means: more.challengeId === null ? null : 'sms',
    triesLeft: 0,
    failures: 0,
    waitUntil: null,
    stopped: false,
    ...more,
  },
});
