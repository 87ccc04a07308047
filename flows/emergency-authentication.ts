import type { Config } from '../domain/config/config.ts';
import { compare, type Draft, digits, flow, invoke, menu, transfer } from './build.ts';
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

/** Digits are asked for three times in a call at most (ASVS 6.6.3), new PIN or not. */
const TRIES = 3;
const MENU_SECONDS = 10;

const ENDINGS = {
  'Not listed':
    'This line is for registered administrators. Please call back from your designated phone. Goodbye.',
  'Not a mobile':
    'The administrator phone number that is configured is not a mobile phone. Please have it corrected and try again. Goodbye.',
  'Not looked up':
    'We could not check that your number is a mobile phone, so no PIN was sent. Nothing was changed. Please call again in a few minutes. Goodbye.',
  'Carrier changed':
    'Your mobile number has moved to another carrier since it was registered. Please have it registered again. Goodbye.',
  'Wait a while':
    'Too many PINs have been asked for. Please call again in $.External.waitSeconds seconds. Goodbye.',
  'No more PINs': 'No more PINs can be sent in this call. Please call again later. Goodbye.',
  Locked: 'Your PIN is stopped after too many wrong tries. Please ask for it to be enabled again. Goodbye.',
  'Not sent':
    'We could not send the PIN to your mobile phone. Nothing was changed. Please call again. Goodbye.',
  Exhausted: 'The PIN was not right, and there are no tries left. Nothing was changed. Goodbye.',
  'No PIN': 'No PIN was entered. Nothing was changed. Goodbye.',
  Failed: 'We are sorry, something went wrong on our side. Nothing was changed. Please call again. Goodbye.',
} as const;

/** Has a PIN sent under a step of its own, or a code asked for; then the call goes quiet and on to try `number`. */
const send = (id: string, step: string, number: number): Draft[] => [
  invoke(id, lambda('OneTimePin'), { parameters: { step }, next: `${id} - status`, onError: 'Failed' }),
  compare(`${id} - status`, '$.External.status', {
    is: {
      SENT: pauseLoggingStart(id),
      ENTER_CODE: pauseLoggingStart(`${id} - code`),
      NOT_LISTED: 'Not listed',
      NOT_MOBILE: 'Not a mobile',
      NOT_LOOKED_UP: 'Not looked up',
      CARRIER_CHANGED: 'Carrier changed',
      WAIT: `${id} - wait`,
      LOCKED: 'Locked',
      SEND_FAILED: 'Not sent',
    },
    otherwise: 'Failed',
  }),
  compare(`${id} - wait`, '$.External.waitSeconds', {
    is: { none: 'No more PINs' },
    otherwise: 'Wait a while',
  }),
  ...pauseLogging(id, asked('PIN', number)),
  ...pauseLogging(`${id} - code`, asked('Code', number)),
];

/** What is typed: the PIN of a text, or the code of an authenticator app, which has a prompt and a length of its own. */
type Kind = 'PIN' | 'Code';
const asked = (kind: Kind, number: number) => `${kind} ${number} is new`;
const askedAgain = (kind: Kind, number: number) => `${kind} ${number} again`;

/** RFC 6238 as every authenticator app does it. */
const CODE_LENGTH = 6;
/** A new code is up to thirty seconds away, and has to be read before the first key. */
const CODE_SECONDS = 45;

const wording = (kind: Kind, { pin }: Config) =>
  kind === 'PIN'
    ? {
        length: pin.length,
        seconds: pin.keypadSeconds,
        first: `We have sent a PIN to your mobile phone. Please enter its ${pin.length} digits.`,
        again: 'That PIN is not right. Please enter the PIN again.',
      }
    : {
        length: CODE_LENGTH,
        seconds: Math.max(pin.keypadSeconds, CODE_SECONDS),
        // A code is good for its own thirty seconds only (ADR 0015), so nobody should start on one that is about to go.
        first: `Please wait for your authenticator app to show a new code, then enter its ${CODE_LENGTH} digits.`,
        again: 'That code is not right, or its time was over. Please wait for the next one, then enter it.',
      };

/** One try: the first prompt and that after a wrong one, the check, and what follows from it. */
const tried = (config: Config, kind: Kind, number: number): Draft[] => {
  const { length, seconds, first, again } = wording(kind, config);
  const check = `Check ${kind} ${number}`;
  const last = number === TRIES;
  const prompt = (id: string, text: string) =>
    digits(id, text, {
      length,
      seconds,
      next: check,
      onError: 'Failed',
    });
  const late = last ? resumeLoggingStart('Too late') : resumeLoggingStart(`Late ${number}`);
  return [
    prompt(asked(kind, number), first),
    ...(number > 1 ? [prompt(askedAgain(kind, number), again)] : []),
    invoke(check, lambda('VerifyPin'), {
      parameters: { entered: '$.StoredCustomerInput', step: `try-${number}` },
      next: `${check} - status`,
      // The PIN may still be good, so nothing is logged up to the end of the call.
      onError: 'Failed',
    }),
    compare(`${check} - status`, '$.External.status', {
      is: {
        VERIFIED: resumeLoggingStart('Proven'),
        WRONG: last ? resumeLoggingStart('Used up') : askedAgain(kind, number + 1),
        TIMEOUT: late,
        EXPIRED: late,
        EXHAUSTED: resumeLoggingStart('Used up'),
        LOCKED: resumeLoggingStart('Stopped'),
      },
      otherwise: resumeLoggingStart('Broken'),
    }),
  ];
};

/** After silence or an expired PIN: a new one (or one more code), or goodbye. */
const offer = (number: number): Draft[] => [
  resumeLogging(`Late ${number}`, `Offer ${number}`),
  menu(`Offer ${number}`, 'No valid PIN was entered in time. To be sent a new PIN, press 1.', {
    keys: { '1': `Send PIN after ${number}` },
    seconds: MENU_SECONDS,
    otherwise: 'No PIN',
    onError: 'Failed',
  }),
  ...send(`Send PIN after ${number}`, `pin-after-${number}`, number + 1),
];

/** The administrators' line: a PIN to the number that is calling, or a code; then on to `Emergency_Update`. */
export const emergencyAuthentication = (config: Config): Flow => {
  const { start, drafts } = opening(config, 'Send PIN');
  const numbers = Array.from({ length: TRIES }, (_, index) => index + 1);
  return flow(
    'Emergency_Authentication',
    'Proves an administrator by a one-time PIN sent to the registered mobile, or by an authenticator’s code.',
    start,
    [
      ...drafts,
      ...send('Send PIN', 'pin', 1),
      ...numbers.flatMap((number) => [...tried(config, 'PIN', number), ...tried(config, 'Code', number)]),
      ...numbers.slice(0, -1).flatMap(offer),
      resumeLogging('Proven', 'Go on'),
      transfer('Go on', flowNamed('Emergency_Update'), 'Failed'),
      resumeLogging('Used up', 'Exhausted'),
      resumeLogging('Too late', 'No PIN'),
      resumeLogging('Stopped', 'Locked'),
      resumeLogging('Broken', 'Failed'),
      ...Object.entries(ENDINGS).flatMap(([id, text]) => sayAndHangUp(id, text)),
    ],
  );
};
