import type { Config } from '../domain/config/config.ts';
import { ENDINGS } from './authentication-endings.ts';
import { compare, type Draft, digits, flow, invoke, message, transfer } from './build.ts';
import { askKey } from './choices.ts';
import type { Flow } from './language/flow.ts';
import { flowNamed, lambda } from './names.ts';
import {
  opening,
  pauseLogging,
  pauseLoggingStart,
  resumeLogging,
  resumeLoggingStart,
  sayAndHangUp,
} from './opening.ts';

/** Attempts per call, also over several PINs (ASVS 6.6.3). */
const ATTEMPTS = 3;
const MENU_SECONDS = 10;

/** Starts a challenge under its own step, turns logging off and continues with attempt `number`. */
const send = (id: string, step: string, prompts: { pin: string; code?: string }): Draft[] => [
  invoke(id, lambda('OneTimePin'), { parameters: { step }, next: `${id} - status`, onError: 'Failed' }),
  compare(`${id} - status`, '$.External.status', {
    is: {
      SENT: pauseLoggingStart(id),
      ...(prompts.code === undefined ? {} : { ENTER_CODE: pauseLoggingStart(`${id} - code`) }),
      NOT_LISTED: 'Not enrolled',
      NOT_MOBILE: 'Not a mobile',
      NOT_LOOKED_UP: 'Lookup failed',
      CARRIER_CHANGED: 'Carrier changed',
      WAIT: `${id} - wait`,
      LOCKED: 'Blocked',
      SEND_FAILED: 'Send failed',
      NEWER_VERSION: 'Newer version',
    },
    otherwise: 'Failed',
  }),
  compare(`${id} - wait`, '$.External.waitSeconds', {
    is: { none: 'No more PINs' },
    otherwise: 'Throttled',
  }),
  ...pauseLogging(id, prompts.pin),
  ...(prompts.code === undefined ? [] : pauseLogging(`${id} - code`, prompts.code)),
];

/** A texted PIN, the code of an authenticator app, or a PIN after a code; each has its own prompts and length. */
type Kind = 'PIN' | 'Code' | 'Second PIN';
const promptsOf = (number: number) => ({ pin: promptId('PIN', number), code: promptId('Code', number) });
const promptId = (kind: Kind, number: number) => `${kind} ${number}`;
const retryPromptId = (kind: Kind, number: number) => `${kind} ${number} - retry`;
const emptyPromptId = (kind: Kind, number: number) => `${kind} ${number} - empty`;

/** RFC 6238 with the defaults of every authenticator app. */
const CODE_LENGTH = 6;
/** A new code can be thirty seconds away and must be read before the first key. */
const CODE_SECONDS = 45;

const SENT: Readonly<Record<Exclude<Kind, 'Code'>, string>> = {
  PIN: 'We have sent a PIN to your mobile phone.',
  'Second PIN':
    'Your code is correct. Because of many wrong entries, a PIN is needed as well. We have sent it to your mobile phone.',
};

const wording = (kind: Kind, { pin }: Config) =>
  kind !== 'Code'
    ? {
        length: pin.length,
        seconds: pin.keypadSeconds,
        first: `${SENT[kind]} Please enter its ${pin.length} digits.`,
        again: 'That PIN is incorrect. Please enter it again.',
        empty: `Please enter the ${pin.length} digits of the PIN.`,
      }
    : {
        length: CODE_LENGTH,
        seconds: Math.max(pin.keypadSeconds, CODE_SECONDS),
        // A code is valid for its own thirty seconds only (ADR 0015); one on display may expire while it is typed.
        first: `Please wait for your authenticator app to show a new code, then enter its ${CODE_LENGTH} digits.`,
        again: 'That code is incorrect or has expired. Please wait for the next code, then enter it.',
        empty: `Please enter the ${CODE_LENGTH} digits of the code.`,
      };

/** One attempt: its prompt (another one after a wrong entry), the check and the branches on its result. */
const attempt = (config: Config, kind: Kind, number: number): Draft[] => {
  const { length, seconds, first, again, empty } = wording(kind, config);
  const check = `Check ${kind} ${number}`;
  const last = number === ATTEMPTS;
  const prompt = (id: string, text: string) =>
    digits(id, text, {
      length,
      seconds,
      next: check,
      onError: 'Failed',
    });
  const isSecond = kind === 'Second PIN';
  const late = last || isSecond ? resumeLoggingStart('Too late') : resumeLoggingStart(`Late ${number}`);
  return [
    prompt(promptId(kind, number), first),
    ...(number > (isSecond ? 2 : 1) ? [prompt(retryPromptId(kind, number), again)] : []),
    prompt(emptyPromptId(kind, number), empty),
    invoke(check, lambda('VerifyPin'), {
      parameters: { entered: '$.StoredCustomerInput', step: `try-${number}` },
      next: `${check} - status`,
      // The PIN may still be valid, so logging stays off until the call ends.
      onError: 'Failed',
    }),
    compare(`${check} - status`, '$.External.status', {
      is: {
        VERIFIED: resumeLoggingStart('Verified'),
        EMPTY: emptyPromptId(kind, number),
        ...(kind === 'Code'
          ? { ENTER_PIN: resumeLoggingStart(last ? 'No attempt left' : `Code ${number} accepted`) }
          : {}),
        WRONG: last ? resumeLoggingStart('Used up') : retryPromptId(kind, number + 1),
        TIMEOUT: late,
        EXPIRED: late,
        EXHAUSTED: resumeLoggingStart('Used up'),
        LOCKED: resumeLoggingStart(kind === 'Code' ? 'Code blocked' : 'Blocked'),
        NEWER_VERSION: resumeLoggingStart('Updated'),
      },
      otherwise: resumeLoggingStart('Broken'),
    }),
  ];
};

/** After silence or an expired PIN: offers a new challenge. */
const offerResend = (number: number): Draft[] => [
  resumeLogging(`Late ${number}`, `Another ${number}`),
  // A PIN that would be refused is not offered.
  compare(`Another ${number}`, '$.External.another', {
    is: { false: 'No more PINs' },
    otherwise: `Offer ${number}`,
  }),
  askKey(`Offer ${number}`, 'No valid PIN was entered in time. To receive a new PIN, press 1.', {
    keys: { '1': `Send PIN after ${number}` },
    seconds: MENU_SECONDS,
    otherwise: 'No PIN',
    onError: 'Failed',
  }),
  ...send(`Send PIN after ${number}`, `pin-after-${number}`, promptsOf(number + 1)),
];

/** After a correct code that no longer suffices alone: texts a PIN as well. */
const sendSecond = (number: number): Draft[] => [
  resumeLogging(`Code ${number} accepted`, `Send second PIN after ${number}`),
  ...send(`Send second PIN after ${number}`, `second-pin-after-${number}`, {
    pin: promptId('Second PIN', number + 1),
  }),
];

/** Tells the administrator of wrong entries in other calls. A function that does not count them answers nothing to compare. */
const failedAttempts = (next: string): Draft[] => {
  const tell = (id: string, attempts: string) =>
    message(id, `There ${attempts} since your last call. If that was not you, please report it.`, next);
  return [
    compare('Failed attempts', '$.External.failedAttempts', {
      is: { '1': 'One failed attempt' },
      above: { '1': 'Several failed attempts' },
      otherwise: next,
    }),
    tell('One failed attempt', 'was one failed attempt'),
    tell('Several failed attempts', 'were $.External.failedAttempts failed attempts'),
  ];
};

/** The administrators' flow: verifies the caller by PIN or code, then transfers to `Emergency_Update`. */
export const emergencyAuthentication = (config: Config): Flow => {
  const { start, drafts } = opening(config, 'Send PIN');
  const numbers = Array.from({ length: ATTEMPTS }, (_, index) => index + 1);
  return flow(
    'Emergency_Authentication',
    'Verifies an administrator by a one-time PIN sent to the registered mobile, or by an authenticator code.',
    start,
    [
      ...drafts,
      ...send('Send PIN', 'pin', promptsOf(1)),
      ...numbers.flatMap((number) => [...attempt(config, 'PIN', number), ...attempt(config, 'Code', number)]),
      ...numbers.slice(0, -1).flatMap(offerResend),
      ...numbers.slice(0, -1).flatMap(sendSecond),
      ...numbers.slice(1).flatMap((number) => attempt(config, 'Second PIN', number)),
      resumeLogging('No attempt left', 'Code accepted'),
      resumeLogging('Verified', 'Failed attempts'),
      ...failedAttempts('Go on'),
      transfer('Go on', flowNamed('Emergency_Update'), 'Failed'),
      resumeLogging('Used up', 'Exhausted'),
      resumeLogging('Too late', 'No PIN'),
      resumeLogging('Blocked', 'Blocked'),
      resumeLogging('Code blocked', 'Code blocked'),
      resumeLogging('Updated', 'Newer version'),
      resumeLogging('Broken', 'Failed'),
      ...Object.entries(ENDINGS).flatMap(([id, text]) => sayAndHangUp(id, text)),
    ],
  );
};
