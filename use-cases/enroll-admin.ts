import {
  type AdminCommand,
  type AdminState,
  type Approver,
  admin,
  adminStream,
  type E164,
  type LookupResult,
  listedOf,
  maskNumber,
  type NumberLookup,
  type PersonalData,
  type Phone,
  profileOf,
  UNKNOWN_PHONE,
} from '../domain/emergency/index.ts';
import { type EventStore, handleCommand, type StoredEvent, type System } from '../domain/ledger/index.ts';
import { decryptField, encryptAt } from './encrypted-fields.ts';

export type AdminPorts = {
  store: EventStore;
  system: System;
  personalData: PersonalData;
  lookup: NumberLookup;
};

/** One entry of the list of administrators, as an operator gives it. */
export type AdminEntry = {
  adminId: string;
  number: E164;
  name: string;
  locations: string[];
  language: string;
};

/** The event, and what the look-up of the number came to: a number that was not looked up can be sent no PIN yet. */
export type Enrolled = { event: StoredEvent; lookup: LookupResult };

/** Who does it, and the operator's own id for the act: the same act twice is done once. */
export type OperatorAction = { principal: string; actionId: string };

export const commandMetadata = ({ principal, actionId }: OperatorAction, step: string) => ({
  actor: `operator/${principal}`,
  contactId: actionId,
  step,
});

/**
 * Puts an administrator on the list, or writes a changed entry. Number and name are sealed under a key of that
 * administrator's own before they reach the log. `numberChanged` false keeps the directory row's number valid. A change
 * keeps the way the administrator proves himself; who is enrolled anew starts with texts.
 */
export const enrollAdmin = async (
  ports: AdminPorts,
  act: OperatorAction,
  kind: 'enroll' | 'change',
  { adminId, number, name, locations, language }: AdminEntry,
  numberChanged = true,
): Promise<Enrolled> => {
  const { personalData, lookup } = ports;
  const result = await lookup.lookup(number);
  const entry = { adminId, maskedNumber: maskNumber(number), numberChanged, locations, language };
  const { event } = await handleCommand(
    ports,
    admin,
    adminStream(adminId),
    commandMetadata(act, kind),
    async ({ state }, place): Promise<AdminCommand> => {
      // Sealing would make an erased subject a new key; the refusal holds nothing that has to be sealed.
      const seal =
        state.listing.status === 'erased' ? async () => 'erased' : encryptAt(personalData, adminId, place);
      const kept = kind === 'change' && profileOf(state);
      const secret = kept ? await decryptField(personalData, adminId, kept, 'totp') : null;
      return {
        do: kind,
        ...entry,
        phone: phoneOf(result, state, numberChanged),
        number: await seal('number', number.reveal()),
        name: await seal('name', name),
        factor: secret === null ? 'sms' : 'totp',
        totp: secret === null ? null : await seal('totp', secret),
      };
    },
  );
  return { event, lookup: result };
};

/** A number that stays and could not be looked up just now is what it was before. */
const phoneOf = (result: LookupResult, state: AdminState, numberChanged: boolean): Phone => {
  if (result.found) return result.phone;
  const profile = profileOf(state);
  return profile && !numberChanged ? profile.phone : UNKNOWN_PHONE;
};

/** Takes an administrator off the list; a call under way is not trusted any more. */
export const revokeAdmin = async (
  ports: AdminPorts,
  act: OperatorAction,
  adminId: string,
  reason: string,
): Promise<StoredEvent> =>
  (
    await handleCommand(ports, admin, adminStream(adminId), commandMetadata(act, 'revoke'), () => ({
      do: 'revoke' as const,
      adminId,
      reason,
    }))
  ).event;

/**
 * Erases an administrator: first the event, then the key. Should it stop in between, the event stands and nobody may use
 * the line by that id any more; doing it again finishes it. The chain still verifies, as its hashes are over what was sealed.
 */
export const eraseAdmin = async (
  ports: Pick<AdminPorts, 'store' | 'system' | 'personalData'>,
  act: OperatorAction,
  adminId: string,
  basis: string,
): Promise<StoredEvent> => {
  const command = { do: 'erase' as const, adminId, basis };
  const { event } = await handleCommand(
    ports,
    admin,
    adminStream(adminId),
    commandMetadata(act, 'erase'),
    () => command,
  );
  await ports.personalData.deleteKey(adminId);
  return event;
};

/**
 * Enables a stopped PIN again. It takes a second person: another administrator who has just been proven on
 * the phone, or an operator alone, with a reason that other teams are alarmed by. What is refused is recorded too.
 */
export const reenableAdmin = async (
  ports: Pick<AdminPorts, 'store' | 'system'>,
  act: OperatorAction,
  adminId: string,
  answeredFor: { by: string } | { reason: string },
): Promise<StoredEvent> =>
  (
    await handleCommand(
      ports,
      admin,
      adminStream(adminId),
      commandMetadata(act, 'reenable'),
      async (_, place): Promise<AdminCommand> => ({
        do: 'reenable',
        adminId,
        at: place.stamp().at,
        guarantor: await guarantorOf(ports, act, answeredFor),
      }),
    )
  ).event;

const guarantorOf = async (
  { store }: Pick<AdminPorts, 'store'>,
  { principal }: OperatorAction,
  answeredFor: { by: string } | { reason: string },
): Promise<Approver> => {
  if ('reason' in answeredFor) return { breakGlass: { principal, reason: answeredFor.reason } };
  const { state } = await store.head(admin, adminStream(answeredFor.by));
  return { by: { adminId: answeredFor.by, session: listedOf(state)?.session ?? null } };
};
