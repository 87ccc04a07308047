import { TOTP_DIGITS, totpStep } from '../adapters/totp.ts';
import type { Config } from '../domain/config/config.ts';
import {
  type AdminCommand,
  type AdminEvent,
  admin,
  adminStream,
  challengeOn,
  type Enrolled,
  enrolledEntry,
  type OpenChallenge,
  type PersonalData,
  type Pin,
  type PinCodes,
  parsePin,
  parseTotpSecret,
  type SmsSender,
  type VerifyPin,
} from '../domain/emergency/index.ts';
import { handleCommand, judgedTime, type StoredEvent } from '../domain/ledger/index.ts';
import type { Call } from './call.ts';
import { decryptField } from './encrypted-fields.ts';
import { type CallerPorts, findCaller } from './identify-caller.ts';
import { refuseUnknownCaller } from './refuse-unknown-caller.ts';
import { mayRequestAnother } from './request-challenge.ts';
import { stateAfter } from './state-after.ts';

export type VerifyPinPorts = CallerPorts & {
  config: Config;
  pinCodes: PinCodes;
  personalData: PersonalData;
  sms: Pick<SmsSender, 'feedback'>;
};

/**
 * Verifies a caller by the PIN or authenticator code that was entered, and reports to the SMS provider whether its text
 * arrived. `entered` is what Connect stored, digits or its word for none.
 * @returns the event of the entry, and whether another challenge can be requested; null when the caller is no administrator,
 * which is recorded as well
 */
export const verifyPin = async (
  ports: VerifyPinPorts,
  call: Call,
  step: string,
  entered: string,
): Promise<{ event: StoredEvent & AdminEvent; anotherPin: boolean } | null> => {
  const row = await findCaller(ports, call);
  if (!row) {
    await refuseUnknownCaller(ports, call, step);
    return null;
  }
  const { adminId, numberSeq } = row;
  const { contactId } = call;
  const limits = ports.config.pin;
  let messageId: string | null = null;
  let isRight = false;
  const metadata = { actor: `admin/${adminId}`, contactId, step, request: 'verify-pin' };
  const result = await handleCommand(
    ports,
    admin,
    adminStream(adminId),
    metadata,
    async ({ state }, position): Promise<AdminCommand> => {
      const { at } = position.stamp();
      const open = challengeOn(state, contactId);
      messageId = open?.kind === 'sms' ? (open.sent?.messageId ?? null) : null;
      const entry = await checkEntry(ports, call, adminId, enrolledEntry(state), entered, at);
      isRight = entry.typed === 'right';
      return { do: 'verify-pin', adminId, limits, ...entry, contactId, at };
    },
  );
  const { event, replayed } = result;
  const received = replayed ? null : textReceived(event, isRight);
  if (messageId !== null && received !== null) await ports.sms.feedback(messageId, received);
  // As of the event, so that a retry gets the same reply.
  const state = await stateAfter(ports.store, admin, result);
  const at = judgedTime(event);
  return { event, anotherPin: mayRequestAnother(state, { adminId, numberSeq, limits, contactId, at }) };
};

/** Whether the text arrived: yes when entered right, late or not; no when it expired without; null when unknown. */
const textReceived = (event: AdminEvent, isRight: boolean): boolean | null => {
  if (event.type === 'PinVerified') return true;
  return event.type === 'PinRejected' && event.data.reason === 'expired' ? isRight : null;
};

/**
 * What Connect stores when nothing was entered: the success branch, with this word.
 * @see https://docs.aws.amazon.com/connect/latest/adminguide/store-customer-input.html
 */
const SILENCE = 'Timeout';

type EntryPorts = Pick<VerifyPinPorts, 'config' | 'pinCodes' | 'personalData'>;
type Typed = Pick<VerifyPin, 'typed' | 'totpStep'>;
const typed = (what: Typed['typed']): Typed => ({ typed: what, totpStep: null });

/** Checks the entry against this call's open challenge; the digits go no further. `at` in milliseconds. */
export const checkEntry = async (
  ports: EntryPorts,
  call: Call,
  adminId: string,
  enrolled: Pick<Enrolled, 'challenges' | 'profile'> | null,
  entered: string,
  at: number,
): Promise<Typed> => {
  if (entered === SILENCE) return typed('no-input');
  const open = enrolled?.challenges.find(({ contactId }) => contactId === call.contactId);
  const pin = parsePin(entered, open?.kind === 'totp' ? TOTP_DIGITS : ports.config.pin.length);
  if (!pin) return typed('malformed');
  if (!enrolled || !open) return typed('wrong');
  return open.kind === 'totp'
    ? checkCode(ports, adminId, enrolled.profile, pin, at)
    : checkPin(ports, call, adminId, open, pin);
};

/** Compares the PIN's tag inside KMS, which holds the key. */
const checkPin = async (
  { pinCodes }: EntryPorts,
  { instanceArn, contactId }: Call,
  adminId: string,
  { challengeId, issuedAt, tag }: Extract<OpenChallenge, { kind: 'sms' }>,
  pin: Pin,
): Promise<Typed> => {
  const challenge = { instanceArn, contactId, adminId, challengeId, issuedAt };
  return typed((await pinCodes.matches(challenge, pin, tag)) ? 'right' : 'wrong');
};

/** Decrypts the authenticator's secret for this check only. */
const checkCode = async (
  { personalData }: EntryPorts,
  adminId: string,
  profile: Enrolled['profile'],
  code: Pin,
  at: number,
): Promise<Typed> => {
  const secret = parseTotpSecret(await decryptField(personalData, adminId, profile, 'totp'));
  const step = secret && totpStep(secret, code, at);
  return step === null ? typed('wrong') : { typed: 'right', totpStep: step };
};
