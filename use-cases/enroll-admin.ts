import {
  type AdminState,
  type E164,
  entryRefusal,
  type LookupResult,
  maskNumber,
  type NumberLookup,
  type Phone,
  parseE164,
  profileOf,
  UNKNOWN_PHONE,
} from '../domain/emergency/index.ts';
import { judgedTime, type StoredEvent } from '../domain/ledger/index.ts';
import { decryptField, encryptAt } from './encrypted-fields.ts';
import { handleAdminCommand, type OperatorAction } from './operator-action.ts';
import { currentNumber, type ReservationPorts, reserveNumber } from './reserve-number.ts';
import { requireUsable } from './usable-number.ts';

export type AdminPorts = ReservationPorts & { lookup: NumberLookup };

/** An administrator's entry, as an operator enters it. */
export type AdminEntry = {
  adminId: string;
  number: E164;
  name: string;
  locations: string[];
  language: string;
};

/** The event, and the result of the carrier look-up: without one the number cannot receive a PIN yet. */
export type EnrollResult = { event: StoredEvent; lookup: LookupResult };

/**
 * Enrolls an administrator, or changes the entry. The number is reserved first, so that no two administrators have the same
 * one; number and name are encrypted under the administrator's own key before they reach the log. A change keeps the factor;
 * a new enrollment starts with texts.
 * @throws UnusableNumber for a new number that no phone has
 */
export const enrollAdmin = async (
  ports: AdminPorts,
  action: OperatorAction,
  kind: 'enroll' | 'change',
  { adminId, number, name, locations, language }: AdminEntry,
): Promise<EnrollResult> => {
  const { personalData, lookup, numberReservations } = ports;
  const result = await lookup.lookup(number);
  const entry = { adminId, maskedNumber: maskNumber(number), locations, language };
  const tried = { reservation: false, current: null as string | null };
  const event = await handleAdminCommand(ports, action, kind, adminId, async ({ state }, position) => {
    const isRefused = position.isReused || entryRefusal(state, kind) !== null;
    tried.current = await currentNumber(ports, adminId, state);
    const numberChanged = tried.current !== number.reveal();
    requireUsableChange(number, result, { isRefused, numberChanged });
    tried.reservation ||= !isRefused;
    const isNumberTaken = !isRefused && !(await reserveNumber(ports, number, adminId));
    // Encrypting would create a key for a person who is not enrolled; a refusal holds no personal data.
    const encrypt =
      isRefused || isNumberTaken ? async () => 'refused' : encryptAt(personalData, adminId, position);
    const secret = await totpSecret(ports, kind, adminId, state);
    return {
      do: kind,
      ...entry,
      isNumberTaken,
      numberChanged,
      phone: phoneOf(result, state, numberChanged),
      number: await encrypt('number', number.reveal()),
      name: await encrypt('name', name),
      factor: secret === null ? 'sms' : 'totp',
      totp: secret === null ? null : await encrypt('totp', secret),
    };
  });
  const isDone = event.type !== 'AdminActRefused';
  if (isDone || tried.reservation)
    await numberReservations.release(adminId, judgedTime(event), isDone ? number : parseE164(tried.current));
  return { event, lookup: result };
};

/** A number that the administrator has already is not judged again, so that the rest of the entry can be changed. */
const requireUsableChange = (
  number: E164,
  result: LookupResult,
  { isRefused, numberChanged }: { isRefused: boolean; numberChanged: boolean },
): void => {
  if (!isRefused && numberChanged) requireUsable(number, result);
};

/** The authenticator's secret, which a change keeps; null for a new enrollment. */
const totpSecret = async (
  { personalData }: AdminPorts,
  kind: 'enroll' | 'change',
  adminId: string,
  state: AdminState,
) => {
  const profile = kind === 'change' && profileOf(state);
  return profile ? decryptField(personalData, adminId, profile, 'totp') : null;
};

/** Keeps the phone data of an unchanged number when its look-up failed. */
const phoneOf = (result: LookupResult, state: AdminState, numberChanged: boolean): Phone => {
  if (result.found) return result.phone;
  const profile = profileOf(state);
  return profile && !numberChanged ? profile.phone : UNKNOWN_PHONE;
};
