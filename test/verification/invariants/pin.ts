import type { AdminEvent } from '../../../domain/emergency/admin/events.ts';
import type { PinLimits } from '../../../domain/emergency/admin/pin-limits.ts';
import { judgedTime, type StoredEvent } from '../../../domain/ledger/envelope.ts';

type Event = StoredEvent & AdminEvent;
type Of<Type extends AdminEvent['type']> = StoredEvent & Extract<AdminEvent, { type: Type }>;
type Challenge = { id: string; contactId: string; expiresAt: string | null; tries: number; allowed: number };
type Seen = {
  enrolled: boolean;
  open: Challenge[];
  failures: number;
  /** The time step of the last authenticator's code taken. */
  step: number;
  limits: PinLimits;
  report(breach: string): void;
};

const GUESSES: readonly string[] = ['wrong', 'malformed', 'used'];
const TRIES: readonly string[] = [...GUESSES, 'no-input'];

/**
 * Breaches in one administrator's stream: a PIN or code verified twice, late, on another call or after it was replaced; an
 * attempt or a failure not checkCounters exactly once. Written independently from docs/security/throttling.md and NIST SP
 * 800-63B-4 3.1.3.2 (accepted only once), not from the decider.
 */
export const pinBreaches = (stream: string, events: readonly StoredEvent[], limits: PinLimits): string[] => {
  const breaches: string[] = [];
  const seen: Seen = { enrolled: false, open: [], failures: 0, step: 0, limits, report: () => {} };
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
      seen.failures = 0;
      break;
    case 'PinIssued':
      onOpened(seen, event, null);
      break;
    case 'CodeRequested':
      onOpened(seen, event, event.data.expiresAt);
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
  { contactId, data }: Of<'PinIssued' | 'CodeRequested'>,
  expiresAt: string | null,
): void => {
  const { challengeId: id, tries: allowed } = data;
  if (allowed > seen.limits.triesPerChallenge) seen.report(`a PIN may be tried ${allowed} times`);
  seen.open = seen.open.filter((challenge) => challenge.contactId !== contactId);
  seen.open.push({ id, contactId, expiresAt, tries: 0, allowed });
};

const onSent = (seen: Seen, { data }: Of<'PinSent'>): void => {
  const challenge = seen.open.find(({ id }) => id === data.challengeId);
  if (challenge?.expiresAt) seen.report('one PIN was sent twice');
  if (challenge) challenge.expiresAt = data.expiresAt;
};

const openOn = ({ open }: Seen, { contactId }: StoredEvent) =>
  open.find((challenge) => challenge.contactId === contactId && challenge.expiresAt !== null);

const isAlive = ({ expiresAt, tries, allowed }: Challenge, event: StoredEvent): boolean =>
  judgedTime(event) < Date.parse(expiresAt ?? '') && tries < allowed;

const onVerified = (seen: Seen, event: Of<'PinVerified'>): void => {
  const challenge = openOn(seen, event);
  if (!seen.enrolled) seen.report('a PIN was verified for somebody who is not enrolled');
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
};

const onRejected = (seen: Seen, event: Of<'PinRejected'>): void => {
  const challenge = openOn(seen, event);
  const { reason } = event.data;
  if (!TRIES.includes(reason)) {
    if (challenge && isAlive(challenge, event)) seen.report(`an open PIN was refused as ${reason}`);
    return;
  }
  if (!challenge || !isAlive(challenge, event)) {
    seen.report('a dead PIN was tried');
    return;
  }
  challenge.tries += 1;
  if (event.data.triesLeft !== challenge.allowed - challenge.tries)
    seen.report(`${challenge.tries} tries leave ${event.data.triesLeft}`);
  checkCounters(seen, event.data, GUESSES.includes(reason));
};

const checkCounters = (seen: Seen, data: Of<'PinRejected'>['data'], isGuess: boolean): void => {
  seen.failures += isGuess ? 1 : 0;
  if (data.failures !== seen.failures)
    seen.report(`${seen.failures} failures are recorded as ${data.failures}`);
  if (isGuess && data.stopped !== (seen.failures === seen.limits.failuresBeforeStop))
    seen.report(`stopped is ${data.stopped} after ${seen.failures} failures`);
  if (data.stopped) seen.open = [];
};
