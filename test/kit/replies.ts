import { z } from 'zod';

const said = z.string().min(1);
const count = z.string().regex(/^\d+$/);
const countOrNone = z.union([z.literal('none'), count]);
const flag = z.enum(['true', 'false']);

const status = {
  Emergency: flag,
  EmergencyType: said,
  Message: said,
  UpdatedAt: z.union([z.literal('none'), z.iso.datetime({ precision: 3 })]),
  UpdatedAgo: said,
  seq: count,
  stale: flag,
};

/** The schemas of the replies: flat maps of non-empty strings, without further keys. Every reply in every test is checked. */
export const REPLIES = {
  OneTimePin: z.strictObject({
    status: z.enum([
      'SENT',
      'ENTER_CODE',
      'NOT_LISTED',
      'NOT_MOBILE',
      'NOT_LOOKED_UP',
      'CARRIER_CHANGED',
      'WAIT',
      'LOCKED',
      'SEND_FAILED',
      'NEWER_VERSION',
    ]),
    pinLength: countOrNone,
    waitSeconds: countOrNone,
    waitTime: z.exactOptional(z.string().regex(/^\d+ (second|minute|hour)s?$/)),
  }),
  VerifyPin: z.union([
    z.strictObject({
      status: z.enum([
        'VERIFIED',
        'ENTER_PIN',
        'WRONG',
        'EMPTY',
        'EXPIRED',
        'TIMEOUT',
        'EXHAUSTED',
        'LOCKED',
        'NEWER_VERSION',
      ]),
      triesLeft: countOrNone,
      another: z.exactOptional(z.literal('false')),
    }),
    z.strictObject({
      status: z.literal('VERIFIED'),
      triesLeft: z.literal('none'),
      failedAttempts: z.string().regex(/^[1-9]\d*$/),
    }),
  ]),
  CheckEmergency: z.strictObject({
    status: z.enum(['NORMAL', 'EMERGENCY', 'NOT_SET_UP', 'UNKNOWN_CENTER', 'NEWER_VERSION']),
    ...status,
  }),
  UpdateEmergency: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('DONE'), ...status, changed: flag, onBoard: flag }),
    z.strictObject({
      status: z.enum([
        'NOT_VERIFIED',
        'NOT_PERMITTED',
        'UNKNOWN_CENTER',
        'UNKNOWN_TYPE',
        'CHANGED',
        'TRY_AGAIN',
        'NEWER_VERSION',
      ]),
      ...status,
      changed: flag,
    }),
  ]),
} as const;

export type Lambda = keyof typeof REPLIES;
