import type { AdminEvent } from '../../../domain/emergency/admin/events.ts';
import type { PinLimits } from '../../../domain/emergency/admin/pin-limits.ts';
import { isAhead } from '../../../domain/ledger/clock.ts';
import { judgedTime, type StoredEvent } from '../../../domain/ledger/envelope.ts';

type Event = StoredEvent & AdminEvent;
type Of<Type extends AdminEvent['type']> = StoredEvent & Extract<AdminEvent, { type: Type }>;
type Challenge = {
  id: string;
  contactId: string;
  kind: 'sms' | 'totp';
  /** A PIN after a code. */
  second: boolean;
  /** When it can be entered, in milliseconds. */
  beginsAt: number;
  expiresAt: string | null;
  tries: number;
  allowed: number;
};
type Wrong = { at: number; contactId: string; kind: 'sms' | 'totp' };
type Seen = {
  enrolled: boolean;
  open: Challenge[];
  failures: number;
  /** Guesses by which one factor alone would have authenticated, without those of calls that were then verified. */
  wrong: Wrong[];
  /** The factors blocked, and since when the guesses count towards the next block. */
  blocked: string[];
  enabledAt: number;
  /** Calls in which a code was accepted. */
  accepted: string[];
  /** The time step of the last authenticator's code taken. */
  step: number;
  limits: PinLimits;
  report(breach: string): void;
};

const GUESSES: readonly string[] = ['wrong', 'malformed', 'used'];
const TRIES: readonly string[] = [...GUESSES, 'no-input'];
const YEAR = 365 * 24 * 3_600_000;
const WRONG_IN_A_YEAR = 80;

/**
 * Breaches in one administrator's stream: a PIN or code verified twice, late, on another call or after it was replaced; an
 * attempt or a failure not checkCounters exactly once; a blocked factor that authenticates alone. Written independently from docs/security/throttling.md and NIST SP
 * 800-63B-4 3.1.3.2 (accepted only once), not from the decider.
 */
export const pinBreaches = (stream: string, events: readonly StoredEvent[], limits: PinLimits): string[] => {
  const breaches: string[] = [];
  const counts = { failures: 0, wrong: [], blocked: [], enabledAt: 0, accepted: [], step: 0 };
  const seen: Seen = { enrolled: false, open: [], ...counts, limits, report: () => {} };
  for (const event of events as readonly Event[]) {
    seen.report = (breach) => breaches.push(`${stream} ${event.seq}: ${breach}`);
    read(seen, event);
  }
  return breaches;
};

const read = (seen: Seen, event: Event): void => {
  switch (event.type) {
    case 'AdminEnrolled':
    case 'AdminChanged':
      seen.enrolled = true;
      seen.open = [];
      break;
    case 'AdminRevoked':
    case 'AdminErased':
      seen.enrolled = false;
      seen.open = [];
      break;
    case 'AdminReenabled':
      onEnabled(seen, event);
      break;
    case 'PinIssued':
      onOpened(seen, event, 'sms', null);
      break;
    case 'CodeRequested':
      onOpened(seen, event, 'totp', event.data.expiresAt);
      break;
    case 'CodeAccepted':
      onCodeAccepted(seen, event);
      break;
    case 'PinSent':
      onSent(seen, event);
      break;
    case 'PinSendFailed':
      seen.open = seen.open.filter(({ id }) => id !== event.data.challengeId);
      break;
    case 'PinVerified':
      onVerified(seen, event);
      break;
    case 'PinRejected':
      onRejected(seen, event);
      break;
    default:
  }
};

const onOpened = (
  seen: Seen,
  event: Of<'PinIssued' | 'CodeRequested'>,
  kind: Challenge['kind'],
  expiresAt: string | null,
): void => {
  const { contactId, data } = event;
  const { challengeId: id, tries: allowed } = data;
  if (allowed > seen.limits.triesPerChallenge) seen.report(`a PIN may be tried ${allowed} times`);
  seen.open = seen.open.filter((challenge) => challenge.contactId !== contactId);
  const second = kind === 'sms' && seen.accepted.includes(contactId);
  const beginsAt = judgedTime(event);
  seen.open.push({ id, contactId, kind, second, beginsAt, expiresAt, tries: 0, allowed });
};

const onSent = (seen: Seen, event: Of<'PinSent'>): void => {
  const { data } = event;
  const challenge = seen.open.find(({ id }) => id === data.challengeId);
  if (challenge?.expiresAt) seen.report('one PIN was sent twice');
  if (challenge) Object.assign(challenge, { beginsAt: judgedTime(event), expiresAt: data.expiresAt });
};

const openOn = ({ open }: Seen, { contactId }: StoredEvent) =>
  open.find((challenge) => challenge.contactId === contactId && challenge.expiresAt !== null);

const isAlive = ({ beginsAt, expiresAt, tries, allowed }: Challenge, event: StoredEvent): boolean =>
  !isAhead(beginsAt, judgedTime(event)) && judgedTime(event) < Date.parse(expiresAt ?? '') && tries < allowed;

const onEnabled = (seen: Seen, event: Event): void => {
  Object.assign(seen, { failures: 0, blocked: [], enabledAt: judgedTime(event) });
};

/** The guesses of the last year by one factor, or by any. */
const guessed = ({ wrong }: Seen, event: Event, kinds: readonly string[], since = 0): number =>
  wrong.filter(({ at, kind }) => kinds.includes(kind) && at > since && at > judgedTime(event) - YEAR).length;

const isBlocked = (seen: Seen, event: Event, kind: string): boolean =>
  seen.blocked.includes(kind) || guessed(seen, event, ['sms', 'totp']) >= WRONG_IN_A_YEAR;

const onCodeAccepted = (seen: Seen, event: Of<'CodeAccepted'>): void => {
  const challenge = openOn(seen, event);
  if (challenge?.kind !== 'totp' || !isAlive(challenge, event)) seen.report('a dead code was accepted');
  if (!isBlocked(seen, event, 'totp')) seen.report('a code was not enough, though nothing was blocked');
  if (event.data.totpStep <= seen.step) seen.report('a code was accepted a second time');
  seen.step = event.data.totpStep;
  seen.accepted.push(event.contactId);
  seen.open = seen.open.filter(({ id }) => id !== event.data.challengeId);
};

const onVerified = (seen: Seen, event: Of<'PinVerified'>): void => {
  const challenge = openOn(seen, event);
  if (!seen.enrolled) seen.report('a PIN was verified for somebody who is not enrolled');
  if (challenge && !challenge.second && isBlocked(seen, event, challenge.kind))
    seen.report('a blocked factor authenticated alone');
  if (challenge?.id !== event.data.challengeId)
    seen.report('a PIN was verified that was not open on this call');
  else if (!isAlive(challenge, event)) seen.report('a dead PIN was verified');
  else if (event.data.attempt !== challenge.tries + 1)
    seen.report('the verification counts its tries wrongly');
  const { totpStep } = event.data;
  if (totpStep !== null && totpStep <= seen.step) seen.report('a code was verified a second time');
  seen.step = totpStep ?? seen.step;
  seen.open = seen.open.filter(({ id }) => id !== event.data.challengeId);
  seen.failures = 0;
  seen.wrong = seen.wrong.filter(({ contactId }) => contactId !== event.contactId);
  if (challenge?.second) onEnabled(seen, event);
};

const onRejected = (seen: Seen, event: Of<'PinRejected'>): void => {
  const challenge = openOn(seen, event);
  const { reason } = event.data;
  if (!TRIES.includes(reason)) {
    if (challenge && isAlive(challenge, event) && reason !== 'step-reused')
      seen.report(`an open PIN was refused as ${reason}`);
    return;
  }
  if (!challenge || !isAlive(challenge, event)) {
    seen.report('a dead PIN was tried');
    return;
  }
  challenge.tries += 1;
  if (event.data.triesLeft !== challenge.allowed - challenge.tries)
    seen.report(`${challenge.tries} tries leave ${event.data.triesLeft}`);
  checkCounters(seen, event, challenge, GUESSES.includes(reason));
};

const checkCounters = (
  seen: Seen,
  event: Of<'PinRejected'>,
  challenge: Challenge,
  isGuess: boolean,
): void => {
  const { failures } = event.data;
  seen.failures += isGuess ? 1 : 0;
  if (failures !== seen.failures) seen.report(`${seen.failures} failures are recorded as ${failures}`);
  if (isGuess && !challenge.second) checkStop(seen, event, challenge.kind);
};

const checkStop = (seen: Seen, event: Of<'PinRejected'>, kind: Challenge['kind']): void => {
  const { data, contactId } = event;
  if (!isBlocked(seen, event, kind)) seen.wrong.push({ at: judgedTime(event), contactId, kind });
  const most = seen.limits.failuresBeforeStop;
  const isOver = seen.failures >= most || guessed(seen, event, [kind], seen.enabledAt) >= most;
  if (data.stopped !== (isOver || isBlocked(seen, event, kind)))
    seen.report(`stopped is ${data.stopped} after ${seen.failures} failures`);
  if (!data.stopped) return;
  seen.blocked.push(kind);
  // A blocked code is still accepted, with a PIN after it.
  if (kind === 'sms') seen.open = [];
};
