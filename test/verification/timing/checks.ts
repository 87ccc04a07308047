import { randomBytes } from 'node:crypto';
import type { OpenChallenge, Profile } from '../../../domain/emergency/admin/state.ts';
import type { PinCodes } from '../../../domain/emergency/ports.ts';
import { checkEntry } from '../../../use-cases/verify-pin.ts';
import { memoryPersonalData } from '../../kit/personal-data.ts';
import { localPinCodes } from '../../kit/pin-codes.ts';
import { shippedConfig } from '../../kit/ports.ts';
import type { Random } from '../../kit/random.ts';
import { wrongFor } from '../flow-blocks.ts';

/** What is typed: the PIN, one wrong in its last or in its first digit, or the PIN after its time. */
export const KINDS = ['right', 'wrong', 'wrong first digit', 'expired'] as const;
export type Kind = (typeof KINDS)[number];

/** So many PINs are out at a time, and are all made anew after so many checks. */
const ROOM = 64;
const CHECKS_OF_A_ROOM = 2_000;
const CONFIG = shippedConfig();
const DIGITS = CONFIG.pin.length;
const AT = Date.UTC(2026, 10, 22);
const ADMIN = 'ana';
const SENT = { kind: 'sms', allowed: 3, tries: 0, failed: false, slips: 0, second: false } as const;
const INSTANCE = 'arn:aws:connect:ap-southeast-1:111122223333:instance/1';

const PROFILE: Profile = {
  seq: 1,
  id: 'entry',
  numberSeq: 1,
  number: '',
  name: '',
  maskedNumber: '',
  locations: ['*'],
  language: 'en-US',
  phone: { type: 'MOBILE', carrier: null, mcc: null, mnc: null, country: null },
  factor: 'sms',
  totp: null,
};

const CALL = { instanceArn: INSTANCE, language: 'en-US', number: null, parameters: {} };

type Specimen = { open: OpenChallenge; entered: string };

/** So many checks of what was typed, their kinds in an order the seed decides; the times in nanoseconds, by kind, sorted. */
export const checkTimes = async (draw: Random, checks: number): Promise<Record<Kind, Float64Array>> => {
  const pinCodes = localPinCodes(randomBytes(32));
  const ports = { config: CONFIG, pinCodes, personalData: memoryPersonalData() };
  const times: Record<Kind, number[]> = { right: [], wrong: [], 'wrong first digit': [], expired: [] };
  for (let made = -CHECKS_OF_A_ROOM; made < checks; made += CHECKS_OF_A_ROOM) {
    const { order, specimens } = await room(draw, pinCodes);
    for (let check = 0; check < CHECKS_OF_A_ROOM; check += 1) {
      const place = draw.below(order.length);
      const took = await timed(ports, draw.pick(specimens)[place]);
      // The first room is for warming up.
      if (made >= 0) times[order[place] as Kind].push(took);
    }
  }
  const sorted = KINDS.map((kind) => [kind, Float64Array.from(times[kind]).sort()] as const);
  return Object.fromEntries(sorted) as Record<Kind, Float64Array>;
};

const timed = async (ports: Parameters<typeof checkEntry>[0], text = ''): Promise<number> => {
  const { open, entered } = JSON.parse(text) as Specimen;
  const call = { ...CALL, contactId: open.contactId };
  const listed = { profile: PROFILE, challenges: [open] };
  const start = process.hrtime.bigint();
  await checkEntry(ports, call, ADMIN, listed, entered, AT);
  return Number(process.hrtime.bigint() - start);
};

/** Some PINs that are out. The kinds change places from room to room: what comes first in an array is a few nanoseconds off. */
const room = async (draw: Random, pinCodes: PinCodes) => {
  const order: Kind[] = [];
  for (const kind of KINDS) order.splice(draw.below(order.length + 1), 0, kind);
  const specimens: string[][] = [];
  for (let number = 0; number < ROOM; number += 1) specimens.push(await specimen(pinCodes, number, order));
  return { order, specimens };
};

/**
 * What is typed for a PIN that is out, as JSON by kind: stored challenges and digits come as text in life too, and what is fresh
 * each time lies in memory alike. For `expired` the right PIN is typed for a challenge of a minute before.
 */
const specimen = async (pinCodes: PinCodes, number: number, order: readonly Kind[]): Promise<string[]> => {
  const pin = pinCodes.newPin(DIGITS);
  const digits = pin.reveal();
  const typed: Record<Kind, string> = {
    right: digits,
    wrong: wrongFor(digits),
    'wrong first digit': `${(Number(digits[0]) + 1) % 10}${digits.slice(1)}`,
    expired: digits,
  };
  const made: string[] = [];
  for (const kind of order) {
    const issued = kind === 'expired' ? AT - 60_000 : AT;
    const place = {
      contactId: `call-${number}`,
      challengeId: `challenge-${number}`,
      issuedAt: new Date(issued).toISOString(),
    };
    const tag = await pinCodes.tag({ ...place, instanceArn: INSTANCE, adminId: ADMIN }, pin);
    const sent = { messageId: 'text', sentAt: issued, expiresAt: issued + 30_000 };
    const open: OpenChallenge = { ...place, ...SENT, tag, sent };
    made.push(JSON.stringify({ open, entered: typed[kind] }));
  }
  return made;
};
