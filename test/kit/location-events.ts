import type { ChangeEmergency, Requester } from '../../domain/emergency/location/decide.ts';
import type { LocationEvent } from '../../domain/emergency/location/events.ts';
import { at } from './moving-system.ts';

type Facts<Type extends LocationEvent['type']> = Extract<LocationEvent, { type: Type }>['data'];
type Administrator = Extract<Requester, { kind: 'administrator' }>;
type Circumstances = Pick<ChangeEmergency, 'locationId' | 'requester' | 'heardSeq' | 'contactId' | 'at'>;
type Words = Pick<Facts<'EmergencySet'>, 'emergencyType' | 'messages' | 'laterMessages' | 'expiresAt'>;

export const VERIFIED_BY = '01KPGJP000000000000000PROF';
export const WEATHER = {
  messages: { 'en-US': 'Closed because of weather.' },
  laterMessages: { 'en-US': 'Closed because of weather since Sunday.' },
  expiresAt: null,
};

/** An administrator verified on `call-1` until five minutes after the start. */
export const administrator = (more: Partial<Administrator> = {}): Administrator => ({
  kind: 'administrator',
  adminId: 'admin-1',
  maskedNumber: '+65******01',
  locations: ['Manila'],
  verification: { contactId: 'call-1', verifiedAt: at(0), endsAt: at(300), eventId: VERIFIED_BY },
  ...more,
});

const requested = (seconds: number): Circumstances => ({
  locationId: 'Manila',
  requester: administrator(),
  heardSeq: 0,
  contactId: 'call-1',
  at: at(seconds),
});
export const set = (seconds: number, more: Partial<Circumstances & Words> = {}): ChangeEmergency => ({
  ...requested(seconds),
  action: 'set',
  emergencyType: 'weather',
  ...WEATHER,
  ...more,
});
export const setUnknownType = (
  seconds: number,
  emergencyType: string | null,
  more: Partial<Circumstances> = {},
): ChangeEmergency => ({ ...requested(seconds), action: 'set-unknown-type', emergencyType, ...more });
export const remove = (seconds: number, more: Partial<Circumstances> = {}): ChangeEmergency => ({
  ...requested(seconds),
  action: 'remove',
  ...more,
});

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
