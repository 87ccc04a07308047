import type { AdminEvent } from '../../../domain/emergency/admin/events.ts';
import type { PinLimits } from '../../../domain/emergency/admin/pin-limits-schema.ts';
import type { StoredEvent } from '../../../domain/ledger/envelope.ts';

type Event = StoredEvent & AdminEvent;
type Of<Type extends AdminEvent['type']> = StoredEvent & Extract<AdminEvent, { type: Type }>;
type Challenge = { id: string; contactId: string; expiresAt: string | null; tries: number; allowed: number };
type Seen = {
  listed: boolean;
  open: Challenge[];
  failures: number;
  /** The time step of the last authenticator's code taken. */
  step: number;
  limits: PinLimits;
  say(breach: string): void;
};

const GUESSES: readonly string[] = ['wrong', 'malformed', 'used'];
const TRIES: readonly string[] = [...GUESSES, 'no-input'];

/**
 * What one administrator's stream says that must not be: a PIN or a code that proved twice, late, on another call or after it was
 * replaced; a try or a failure counted otherwise than once. Written anew from docs/security/throttling.md and NIST SP
 * 800-63B-4 3.1.3.2 (accepted only once), not from the decider.
 */
export const pinBreaches = (stream: string, events: readonly StoredEvent[], limits: PinLimits): string[] => {
  const breaches: string[] = [];
  const seen: Seen = { listed: false, open: [], failures: 0, step: 0, limits, say: () => {} };
  for (const event of events as readonly Event[]) {
    seen.say = (breach) => breaches.push(`${stream} ${event.seq}: ${breach}`);
    read(seen, event);
  }
  return breaches;
};

const read = (seen: Seen, event: Event): void => {
  switch (event.type) {
    case 'AdminEnrolled':
    case 'AdminChanged':
      seen.listed = true;
      seen.open = [];
      break;
    case 'AdminRevoked':
    case 'AdminErased':
      seen.listed = false;
      seen.open = [];
      break;
    case 'AdminReenabled':
      seen.failures = 0;
      break;
    case 'PinIssued':
      opened(seen, event, null);
      break;
    case 'CodeRequested':
      opened(seen, event, event.data.expiresAt);
      break;
    case 'PinSent':
      sent(seen, event);
      break;
    case 'PinSendFailed':
      seen.open = seen.open.filter(({ id }) => id !== event.data.challengeId);
      break;
    case 'PinVerified':
      verified(seen, event);
      break;
    case 'PinRejected':
      rejected(seen, event);
      break;
    default:
  }
};

const opened = (
  seen: Seen,
  { contactId, data }: Of<'PinIssued' | 'CodeRequested'>,
  expiresAt: string | null,
): void => {
  const { challengeId: id, tries: allowed } = data;
  if (allowed > seen.limits.triesPerChallenge) seen.say(`a PIN may be tried ${allowed} times`);
  seen.open = seen.open.filter((challenge) => challenge.contactId !== contactId);
  seen.open.push({ id, contactId, expiresAt, tries: 0, allowed });
};

const sent = (seen: Seen, { data }: Of<'PinSent'>): void => {
  const challenge = seen.open.find(({ id }) => id === data.challengeId);
  if (challenge?.expiresAt) seen.say('one PIN was sent twice');
  if (challenge) challenge.expiresAt = data.expiresAt;
};

const openOn = ({ open }: Seen, { contactId }: StoredEvent) =>
  open.find((challenge) => challenge.contactId === contactId && challenge.expiresAt !== null);

const isAlive = ({ expiresAt, tries, allowed }: Challenge, { at }: StoredEvent): boolean =>
  at < (expiresAt ?? '') && tries < allowed;

const verified = (seen: Seen, event: Of<'PinVerified'>): void => {
  const challenge = openOn(seen, event);
  if (!seen.listed) seen.say('a PIN proved somebody who is not listed');
  if (challenge?.id !== event.data.challengeId) seen.say('a PIN proved that was not open on this call');
  else if (!isAlive(challenge, event)) seen.say('a dead PIN proved');
  else if (event.data.attempt !== challenge.tries + 1) seen.say('the proof counts its tries wrongly');
  const { totpStep } = event.data;
  if (totpStep !== null && totpStep <= seen.step) seen.say('a code proved a second time');
  seen.step = totpStep ?? seen.step;
  seen.open = seen.open.filter(({ id }) => id !== event.data.challengeId);
  seen.failures = 0;
};

const rejected = (seen: Seen, event: Of<'PinRejected'>): void => {
  const challenge = openOn(seen, event);
  const { reason } = event.data;
  if (!TRIES.includes(reason)) {
    if (challenge && isAlive(challenge, event)) seen.say(`an open PIN was refused as ${reason}`);
    return;
  }
  if (!challenge || !isAlive(challenge, event)) {
    seen.say('a dead PIN was tried');
    return;
  }
  challenge.tries += 1;
  if (event.data.triesLeft !== challenge.allowed - challenge.tries)
    seen.say(`${challenge.tries} tries leave ${event.data.triesLeft}`);
  counted(seen, event.data, GUESSES.includes(reason));
};

const counted = (seen: Seen, told: Of<'PinRejected'>['data'], isGuess: boolean): void => {
  seen.failures += isGuess ? 1 : 0;
  if (told.failures !== seen.failures) seen.say(`${seen.failures} failures are told as ${told.failures}`);
  if (isGuess && told.stopped !== (seen.failures === seen.limits.failuresBeforeStop))
    seen.say(`stopped is ${told.stopped} after ${seen.failures} failures`);
  if (told.stopped) seen.open = [];
};
