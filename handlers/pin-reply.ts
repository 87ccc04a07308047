import { TOTP_DIGITS } from '../adapters/totp.ts';
import type { Config } from '../domain/config/config.ts';
import { type AdminEvent, TAKES_A_TRY } from '../domain/emergency/index.ts';
import { judgedTime, type StoredEvent } from '../domain/ledger/index.ts';
import { BadFlowEvent, type Reply } from './connect-event.ts';

type Recorded = StoredEvent & AdminEvent;

/** Another block of the call used this step, so its event is not this request's outcome. */
const stepReused = ({ type }: Recorded) =>
  new BadFlowEvent(
    `event.Details.Parameters.step: another block of this call uses it (${type}); every block needs its own step`,
  );

const REFUSED = {
  'not-mobile': 'NOT_MOBILE',
  'not-looked-up': 'NOT_LOOKED_UP',
  'carrier-changed': 'CARRIER_CHANGED',
  throttled: 'WAIT',
  disabled: 'LOCKED',
  revoked: 'NOT_LISTED',
  // No more than a stranger hears.
  'number-mismatch': 'NOT_LISTED',
} as const;

const UNITS = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A time to wait as people say it, rounded up: `10 minutes` for 598 seconds, and 90 seconds or less in seconds. */
const spoken = (seconds: number): string => {
  const [name, length] = UNITS.find(([, one]) => seconds > 1.5 * one) ?? ['second', 1];
  const count = Math.ceil(seconds / length);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
};

const NO_WAIT = { waitSeconds: 'none' };

/** `waitSeconds` is what flows of before `waitTime` say. */
const waitOf = (until: string | null, now: number) => {
  if (until === null) return NO_WAIT;
  const seconds = Math.ceil((Date.parse(until) - now) / 1000);
  return { waitSeconds: String(seconds), waitTime: spoken(seconds) };
};

/** The reply of `OneTimePin` for the request's event; the same for a retry. */
export const pinReply = (config: Config, event: Recorded): Reply => {
  if (event.type === 'PinSent') return { status: 'SENT', pinLength: String(config.pin.length), ...NO_WAIT };
  if (event.type === 'CodeRequested')
    return { status: 'ENTER_CODE', pinLength: String(TOTP_DIGITS), ...NO_WAIT };
  if (event.type === 'PinSendFailed') return { status: 'SEND_FAILED', pinLength: 'none', ...NO_WAIT };
  if (event.type !== 'PinIssueRefused') throw stepReused(event);
  const { reason, until } = event.data;
  if (reason === 'step-reused') throw stepReused(event);
  return { status: REFUSED[reason], pinLength: 'none', ...waitOf(until, judgedTime(event)) };
};

const STATUS = {
  wrong: 'WRONG',
  malformed: 'WRONG',
  used: 'WRONG',
  'no-input': 'TIMEOUT',
  expired: 'EXPIRED',
  'not-yet-valid': 'EXPIRED',
  'no-challenge': 'EXPIRED',
  exhausted: 'EXHAUSTED',
} as const;

/** The caller is told of wrong entries in other calls, when there were any. */
const verified = (failuresBefore: number): Reply => ({
  status: 'VERIFIED',
  triesLeft: 'none',
  ...(failuresBefore > 0 ? { failedAttempts: String(failuresBefore) } : {}),
});

/** After an entry that came too late the flow offers another PIN, unless told that it would be refused. */
const noMoreAfter = (status: string): Reply =>
  status === 'TIMEOUT' || status === 'EXPIRED' ? { another: 'false' } : {};

/** The reply of `VerifyPin` for the entry's event. `anotherPin`: false when too late and no other PIN can be requested in this call. */
export const verifyReply = (event: Recorded, anotherPin: boolean): Reply => {
  if (event.type === 'PinVerified') return verified(event.data.failuresBefore);
  if (event.type === 'CodeAccepted') return { status: 'ENTER_PIN', triesLeft: 'none' };
  if (event.type !== 'PinRejected') throw stepReused(event);
  const { reason, triesLeft, stopped, means } = event.data;
  if (reason === 'step-reused') throw stepReused(event);
  // A code that no longer suffices alone is still asked for: a PIN completes it.
  if (stopped && means !== 'both') return { status: 'LOCKED', triesLeft: '0' };
  if (TAKES_A_TRY.has(reason) && triesLeft === 0) return { status: 'EXHAUSTED', triesLeft: '0' };
  const status = STATUS[reason];
  return { status, triesLeft: String(triesLeft), ...(anotherPin ? {} : noMoreAfter(status)) };
};
