import {
  type AdminState,
  type E164,
  type LookupResult,
  maskNumber,
  type NumberLookup,
  type PersonalData,
  type Phone,
  profileOf,
  UNKNOWN_PHONE,
} from '../domain/emergency/index.ts';
import type { StoredEvent } from '../domain/ledger/index.ts';
import { decryptField, encryptAt } from './encrypted-fields.ts';
import type { LogPorts } from './log-ports.ts';
import { handleAdminCommand, type OperatorAction } from './operator-action.ts';
import { requireUsable } from './usable-number.ts';

export type AdminPorts = LogPorts & { personalData: PersonalData; lookup: NumberLookup };

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
 * Enrolls an administrator, or changes the entry. Number and name are encrypted under the administrator's own key before
 * they reach the log. With `numberChanged` false the directory row's number stays valid. A change keeps the factor; a new
 * enrollment starts with texts.
 * @throws UnusableNumber for a new number that no phone has
 */
export const enrollAdmin = async (
  ports: AdminPorts,
  action: OperatorAction,
  kind: 'enroll' | 'change',
  { adminId, number, name, locations, language }: AdminEntry,
  numberChanged = true,
): Promise<EnrollResult> => {
  const { personalData, lookup } = ports;
  const result = await lookup.lookup(number);
  if (numberChanged) requireUsable(number, result);
  const entry = { adminId, maskedNumber: maskNumber(number), numberChanged, locations, language };
  const event = await handleAdminCommand(ports, action, kind, adminId, async ({ state }, position) => {
    // Encrypting would create a new key for an erased subject; the refusal holds no personal data.
    const encrypt =
      state.listing.status === 'erased' ? async () => 'erased' : encryptAt(personalData, adminId, position);
    const profile = kind === 'change' && profileOf(state);
    const secret = profile ? await decryptField(personalData, adminId, profile, 'totp') : null;
    return {
      do: kind,
      ...entry,
      phone: phoneOf(result, state, numberChanged),
      number: await encrypt('number', number.reveal()),
      name: await encrypt('name', name),
      factor: secret === null ? 'sms' : 'totp',
      totp: secret === null ? null : await encrypt('totp', secret),
    };
  });
  return { event, lookup: result };
};

/** Keeps the phone data of an unchanged number when its look-up failed. */
const phoneOf = (result: LookupResult, state: AdminState, numberChanged: boolean): Phone => {
  if (result.found) return result.phone;
  const profile = profileOf(state);
  return profile && !numberChanged ? profile.phone : UNKNOWN_PHONE;
};
