import { randomInt } from 'node:crypto';
import { type KMSClient, VerifyMacCommand } from '@aws-sdk/client-kms';
import { type Challenge, type Pin, type PinCodes, parsePin } from '../domain/emergency/index.ts';
import { canonical } from '../domain/ledger/index.ts';
import { errorName } from './error-name.ts';
import { generateMac, kmsFailure } from './kms.ts';

/** PIN tags by KMS: the key never leaves KMS, tags are compared inside it, and CloudTrail records each use. */
export const kmsPinCodes = (kms: KMSClient, keyId: string): PinCodes => ({
  newPin,
  tag: async (challenge, pin) =>
    (await generateMac(kms, keyId, pinMessage(challenge, pin))).toString('base64url'),
  matches: async (challenge, pin, tag) => {
    const mac = macOf(tag);
    if (mac === null) return false;
    const command = new VerifyMacCommand({
      KeyId: keyId,
      MacAlgorithm: 'HMAC_SHA_256',
      Message: pinMessage(challenge, pin),
      Mac: mac,
    });
    try {
      return (await kms.send(command)).MacValid === true;
    } catch (error) {
      return errorName(error) === 'KMSInvalidMacException' ? false : kmsFailure('VerifyMac', keyId)(error);
    }
  },
});

/** A random PIN. crypto.randomInt is unbiased and cryptographic, as NIST SP 800-63B-4 3.1.3.2 requires. */
export const newPin = (length: number): Pin => {
  const pin = parsePin(String(randomInt(0, 10 ** length)).padStart(length, '0'), length);
  if (pin === null) throw new RangeError(`a PIN cannot have ${length} digits`);
  return pin;
};

/** The message of a tag's MAC. The label separates it from any others under the same key. */
export const pinMessage = (
  { instanceArn, contactId, adminId, challengeId, issuedAt }: Challenge,
  pin: Pin,
) => {
  const bound = { instanceArn, contactId, adminId, challengeId, issuedAt };
  return Buffer.from(canonical({ label: 'emergency-line/pin', v: 1, ...bound, pin: pin.reveal() }), 'utf8');
};

/** The MAC of a tag; null when the tag is malformed. */
export const macOf = (tag: string): Buffer | null =>
  /^[A-Za-z0-9_-]{43}$/.test(tag) ? Buffer.from(tag, 'base64url') : null;
