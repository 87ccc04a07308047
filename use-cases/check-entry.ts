import { TOTP_DIGITS, totpStep } from '../adapters/totp.ts';
import type { Config } from '../domain/config/config.ts';
import {
  type Listed,
  type OpenChallenge,
  type PersonalData,
  type Pin,
  type PinCodes,
  parsePin,
  parseTotpSecret,
  type VerifyPin,
} from '../domain/emergency/index.ts';
import type { Call } from './call.ts';
import { decryptField } from './encrypted-fields.ts';

/**
 * What Connect stores when nothing was typed: the success branch, with this word.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/store-customer-input.html
 */
const SILENCE = 'Timeout';

type Ports = { config: Config; pinCodes: PinCodes; personalData: PersonalData };
type Typed = Pick<VerifyPin, 'typed' | 'totpStep'>;
const typed = (what: Typed['typed']): Typed => ({ typed: what, totpStep: null });

/** Checks what was typed against what is open in this call; the digits go no further than this. `at` in milliseconds. */
export const checkEntry = async (
  ports: Ports,
  call: Call,
  adminId: string,
  listed: Pick<Listed, 'challenges' | 'profile'> | null,
  entered: string,
  at: number,
): Promise<Typed> => {
  if (entered === SILENCE) return typed('no-input');
  const open = listed?.challenges.find(({ contactId }) => contactId === call.contactId);
  const pin = parsePin(entered, open?.kind === 'totp' ? TOTP_DIGITS : ports.config.pin.length);
  if (!pin) return typed('malformed');
  if (!listed || !open) return typed('wrong');
  return open.kind === 'totp'
    ? checkCode(ports, adminId, listed.profile, pin, at)
    : checkPin(ports, call, adminId, open, pin);
};

/** Compares the PIN where the key lives. */
const checkPin = async (
  { pinCodes }: Ports,
  { instanceArn, contactId }: Call,
  adminId: string,
  { challengeId, issuedAt, tag }: Extract<OpenChallenge, { kind: 'sms' }>,
  pin: Pin,
): Promise<Typed> => {
  const challenge = { instanceArn, contactId, adminId, challengeId, issuedAt };
  return typed((await pinCodes.matches(challenge, pin, tag)) ? 'right' : 'wrong');
};

/** Unseals the authenticator's secret for as long as this takes. */
const checkCode = async (
  { personalData }: Ports,
  adminId: string,
  profile: Listed['profile'],
  code: Pin,
  at: number,
): Promise<Typed> => {
  const secret = parseTotpSecret(await decryptField(personalData, adminId, profile, 'totp'));
  const step = secret && totpStep(secret, code, at);
  return step === null ? typed('wrong') : { typed: 'right', totpStep: step };
};
