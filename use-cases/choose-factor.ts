import { newTotpSecret, otpauthUri } from '../adapters/totp.ts';
import {
  type ChooseFactor,
  enrolledEntry,
  type PersonalData,
  type Profile,
  parseTotpSecret,
  type Secret,
} from '../domain/emergency/index.ts';
import type { EventPosition, StoredEvent } from '../domain/ledger/index.ts';
import { decryptField, encryptAt } from './encrypted-fields.ts';
import type { LogPorts } from './log-ports.ts';
import { handleAdminCommand, type OperatorAction } from './operator-action.ts';

type Ports = LogPorts & { personalData: PersonalData };

/**
 * Switches an administrator from texts to an authenticator app, with a new secret. The secret is encrypted in the log and
 * returned as a URI; repeating the action returns the same one. `uri` is null when the administrator is not enrolled.
 */
export const useTotp = async (
  ports: Ports,
  action: OperatorAction,
  adminId: string,
  issuer: string,
): Promise<{ event: StoredEvent; uri: Secret<'otpauth'> | null }> => {
  const event = await choose(ports, action, adminId, 'totp');
  if (event.type !== 'AdminChanged') return { event, uri: null };
  const { seq, id, data } = event;
  const entry = { seq, id, number: '', name: '', totp: String(data.totp) };
  const secret = parseTotpSecret(await decryptField(ports.personalData, adminId, entry, 'totp'));
  return { event, uri: secret && otpauthUri(secret, issuer, adminId) };
};

/** Switches back to PINs by text; the authenticator's secret is dropped. */
export const useSms = (ports: Ports, action: OperatorAction, adminId: string): Promise<StoredEvent> =>
  choose(ports, action, adminId, 'sms');

const choose = (ports: Ports, action: OperatorAction, adminId: string, factor: Profile['factor']) =>
  handleAdminCommand(
    ports,
    action,
    `use-${factor}`,
    adminId,
    async ({ state }, position) => {
      const profile = enrolledEntry(state)?.profile;
      const encrypted = profile ? await encryptAgain(ports, adminId, profile, position, factor) : null;
      return { do: 'choose-factor', adminId, factor, encrypted };
    },
    'change',
  );

/** Encrypts the entry's personal data for the next event: a ciphertext is bound to the event that holds it. */
const encryptAgain = async (
  { personalData }: Ports,
  adminId: string,
  profile: Profile,
  position: EventPosition,
  factor: Profile['factor'],
): Promise<ChooseFactor['encrypted']> => {
  const number = await decryptField(personalData, adminId, profile, 'number');
  const name = await decryptField(personalData, adminId, profile, 'name');
  if (number === null || name === null) return null;
  const encrypt = encryptAt(personalData, adminId, position);
  const totp = factor === 'totp' ? await encrypt('totp', newTotpSecret().reveal()) : null;
  return { number: await encrypt('number', number), name: await encrypt('name', name), totp };
};
