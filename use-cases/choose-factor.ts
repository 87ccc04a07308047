import { newTotpSecret, otpauthUri } from '../adapters/totp.ts';
import {
  admin,
  adminStream,
  type ChooseFactor,
  listedOf,
  type Profile,
  parseTotpSecret,
  type Secret,
} from '../domain/emergency/index.ts';
import { type EventPosition, handleCommand, type StoredEvent } from '../domain/ledger/index.ts';
import { decryptField, encryptAt } from './encrypted-fields.ts';
import type { AdminPorts } from './enroll-admin.ts';
import { commandMetadata, type OperatorAction } from './operator-action.ts';

type Ports = Omit<AdminPorts, 'lookup'>;

/**
 * Gives an administrator an authenticator app in place of texts, with a fresh secret. It is sealed in the log and shown
 * this once, as a URI; the same act again shows the same. Null when the administrator is not on the list: the event says so.
 */
export const useTotp = async (
  ports: Ports,
  act: OperatorAction,
  adminId: string,
  issuer: string,
): Promise<{ event: StoredEvent; uri: Secret<'otpauth'> | null }> => {
  const event = await choose(ports, act, adminId, 'totp');
  if (event.type !== 'AdminChanged') return { event, uri: null };
  const { seq, id, data } = event;
  const written = { seq, id, number: '', name: '', totp: String(data.totp) };
  const secret = parseTotpSecret(await decryptField(ports.personalData, adminId, written, 'totp'));
  return { event, uri: secret && otpauthUri(secret, issuer, adminId) };
};

/** Goes back to PINs by text; the authenticator's secret is not carried on. */
export const useSms = (ports: Ports, act: OperatorAction, adminId: string): Promise<StoredEvent> =>
  choose(ports, act, adminId, 'sms');

const choose = async (
  ports: Ports,
  act: OperatorAction,
  adminId: string,
  factor: Profile['factor'],
): Promise<StoredEvent> => {
  const stream = adminStream(adminId);
  const { event } = await handleCommand(
    ports,
    admin,
    stream,
    commandMetadata(act, `use-${factor}`),
    async ({ state }, place): Promise<ChooseFactor> => {
      const listed = listedOf(state);
      const sealed = listed && (await sealAnew(ports, adminId, listed.profile, place, factor));
      return { do: 'choose-factor', adminId, factor, sealed };
    },
  );
  return event;
};

/** The entry's personal data as they must stand in the next event: sealed texts open at their own place only. */
const sealAnew = async (
  { personalData }: Ports,
  adminId: string,
  profile: Profile,
  place: EventPosition,
  factor: Profile['factor'],
): Promise<ChooseFactor['sealed']> => {
  const number = await decryptField(personalData, adminId, profile, 'number');
  const name = await decryptField(personalData, adminId, profile, 'name');
  if (number === null || name === null) return null;
  const seal = encryptAt(personalData, adminId, place);
  const totp = factor === 'totp' ? await seal('totp', newTotpSecret().reveal()) : null;
  return { number: await seal('number', number), name: await seal('name', name), totp };
};
