import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { type KMSClient, VerifyMacCommand } from '@aws-sdk/client-kms';
import { type Challenge, type Pin, type PinCodes, parsePin } from '../domain/emergency/index.ts';
import { canonical } from '../domain/ledger/index.ts';
import { errorName } from './error-name.ts';
import { generateMac, kmsFailure } from './kms.ts';

/** PIN tags by KMS: the key never leaves it, the comparison happens inside it, and each use stands in CloudTrail. */
export const kmsPinCodes = (kms: KMSClient, keyId: string): PinCodes => ({
  newPin,
  tag: async (challenge, pin) =>
    (await generateMac(kms, keyId, message(challenge, pin))).toString('base64url'),
  matches: async (challenge, pin, tag) => {
    const mac = macOf(tag);
    if (mac === null) return false;
    const command = new VerifyMacCommand({
      KeyId: keyId,
      MacAlgorithm: 'HMAC_SHA_256',
      Message: message(challenge, pin),
      Mac: mac,
    });
    try {
      return (await kms.send(command)).MacValid === true;
    } catch (error) {
      return errorName(error) === 'KMSInvalidMacException' ? false : kmsFailure('VerifyMac', keyId)(error);
    }
  },
});

/** PIN tags under a key in this process, of 32 bytes or more: for tests and measurements. */
export const localPinCodes = (key: Buffer): PinCodes => {
  if (key.length < 32) throw new RangeError(`the PIN key has ${key.length} bytes; it needs 32 or more`);
  const hmac = (challenge: Challenge, pin: Pin) =>
    createHmac('sha256', key).update(message(challenge, pin)).digest();
  return {
    newPin,
    tag: async (challenge, pin) => hmac(challenge, pin).toString('base64url'),
    matches: async (challenge, pin, tag) => {
      const mac = macOf(tag);
      // timingSafeEqual throws on unequal lengths: it compares tags of 32 bytes, never what somebody typed.
      return mac !== null && timingSafeEqual(mac, hmac(challenge, pin));
    },
  };
};

// crypto.randomInt is unbiased and cryptographic (NIST SP 800-63B-4 3.1.3.2 asks for an approved random source).
const newPin = (length: number): Pin => {
  const pin = parsePin(String(randomInt(0, 10 ** length)).padStart(length, '0'), length);
  if (pin === null) throw new RangeError(`a PIN cannot have ${length} digits`);
  return pin;
};

// The label keeps these MACs apart from all others made under the same key.
const message = ({ instanceArn, contactId, adminId, challengeId, issuedAt }: Challenge, pin: Pin) => {
  const bound = { instanceArn, contactId, adminId, challengeId, issuedAt };
  return Buffer.from(canonical({ label: 'emergency-line/pin', v: 1, ...bound, pin: pin.reveal() }), 'utf8');
};

const macOf = (tag: string): Buffer | null =>
  /^[A-Za-z0-9_-]{43}$/.test(tag) ? Buffer.from(tag, 'base64url') : null;
