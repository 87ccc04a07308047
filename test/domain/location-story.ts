import type { LocationEvent } from '../../domain/events/location.ts';
import type { ChangeEmergency } from '../../domain/location.ts';
import { at } from '../doubles/moving-system.ts';

type Facts<Type extends LocationEvent['type']> = Extract<LocationEvent, { type: Type }>['data'];
type Caller = NonNullable<ChangeEmergency['caller']>;

export const VERIFIED_BY = '01KPGJP000000000000000PROF';
export const WEATHER = { messages: { 'en-US': 'Closed because of weather.' }, expiresAt: null };

/** An administrator proven on `call-1` until five minutes after the start. */
export const caller = (more: Partial<Caller> = {}): Caller => ({
  adminId: 'admin-1',
  maskedNumber: '+65******01',
  locations: ['Manila'],
  session: { contactId: 'call-1', verifiedAt: at(0), endsAt: at(300), eventId: VERIFIED_BY },
  ...more,
});

const change = (seconds: number, more: Partial<ChangeEmergency>): ChangeEmergency => ({
  locationId: 'Manila',
  action: 'set',
  emergencyType: 'weather',
  heardSeq: 0,
  contactId: 'call-1',
  at: at(seconds),
  caller: caller(),
  breakGlass: null,
  emergency: WEATHER,
  ...more,
});
export const set = (seconds: number, more: Partial<ChangeEmergency> = {}) => change(seconds, more);
export const remove = (seconds: number, more: Partial<ChangeEmergency> = {}) =>
  change(seconds, { action: 'remove', emergencyType: null, emergency: null, ...more });

const facts = {
  locationId: 'Manila',
  by: { adminId: 'admin-1', maskedNumber: '+65******01' },
  verifiedBy: VERIFIED_BY,
  breakGlass: null,
  reaffirmed: false,
};
export const emergencySet = (more: Partial<Facts<'EmergencySet'>> = {}): LocationEvent => ({
  type: 'EmergencySet',
  data: { ...facts, emergencyType: 'weather', ...WEATHER, ...more },
});
export const emergencyRemoved = (more: Partial<Facts<'EmergencyRemoved'>> = {}): LocationEvent => ({
  type: 'EmergencyRemoved',
  data: { ...facts, ...more },
});
export const changeRefused = (
  reason: Facts<'EmergencyChangeRefused'>['reason'],
  more: Partial<Facts<'EmergencyChangeRefused'>> = {},
): LocationEvent => ({
  type: 'EmergencyChangeRefused',
  data: {
    center: 'Manila',
    adminId: 'admin-1',
    action: 'set',
    emergencyType: 'weather',
    reason,
    breakGlass: null,
    ...more,
  },
});
