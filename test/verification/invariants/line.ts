import type { PinLimits } from '../../../domain/emergency/admin/pin-limits.ts';
import { judgedTime, type StoredEvent } from '../../../domain/ledger/envelope.ts';
import type { Item } from '../../../domain/ledger/event-store.ts';
import type { MemoryPorts } from '../../kit/ports.ts';
import { type Answer, answerBreaches } from './answers.ts';
import { byStream, logBreaches, readBody } from './log.ts';
import { pinBreaches } from './pin.ts';
import { sendBreaches } from './sends.ts';

type Seen = Pick<MemoryPorts, 'config' | 'sms'> & { items: readonly Item[]; answers: readonly Answer[] };

/** All invariants of a line: of its log, PINs, texts, changes and answers; returns the breaches. */
export const breaches = async ({ config, sms, items, answers }: Seen): Promise<string[]> => {
  const events = items.map(readBody);
  const pins = [...byStream(items)].flatMap(([stream, written]) =>
    stream.startsWith('admin/')
      ? [pinBreaches, sendBreaches].flatMap((of) => of(stream, written.map(readBody), config.pin))
      : [],
  );
  return [
    ...logBreaches(config.origin, items),
    ...pins,
    ...textBreaches(events, sms.sent),
    ...changeBreaches(events, config.pin),
    ...answerBreaches(events, answers),
  ];
};

/** A PIN is texted at most once, never without its event, and none counts as sent that was not texted. */
const textBreaches = (events: readonly StoredEvent[], texts: MemoryPorts['sms']['sent']): string[] => {
  const texted = texts.map(({ context }) => context.challengeId);
  const of = (type: string) =>
    events.filter((event) => event.type === type).map(({ data }) => data.challengeId);
  const issued = new Set(of('PinIssued'));
  return [
    ...texted.filter((id, index) => texted.indexOf(id) !== index).map((id) => `PIN ${id} was texted twice`),
    ...texted.filter((id) => !issued.has(id)).map((id) => `PIN ${id} was texted and not recorded`),
    ...of('PinSent')
      .filter((id) => !texted.includes(String(id)))
      .map((id) => `PIN ${id} is recorded as sent and was not`),
  ];
};

/**
 * An emergency changes only in a session verified on the same call, with an authorization for this change. A session's
 * changes are counted from one, up to the limit. Break-glass changes are marked as such.
 */
export const changeBreaches = (
  events: readonly StoredEvent[],
  { changesPerSession }: PinLimits,
): string[] => {
  const granted = events.filter(({ type }) => type === 'ChangeAuthorised');
  const hasSession = (event: StoredEvent): boolean => {
    const { contactId, data } = event;
    const session = events.find(({ id, type }) => id === data.verifiedBy && type === 'PinVerified');
    return (
      session?.contactId === contactId && judgedTime(event) < Date.parse(String(session.data.sessionEndsAt))
    );
  };
  const countsWrongly = granted.filter(({ data }, index) => {
    const before = granted.slice(0, index).filter((other) => other.data.verifiedBy === data.verifiedBy);
    return data.change !== before.length + 1 || before.length >= changesPerSession;
  });
  const ungranted = granted.filter((grant) => !hasSession(grant));
  const unverified = events
    .filter(({ type, data }) => CHANGES.includes(type) && data.breakGlass === null)
    .filter((change) => !hasSession(change) || !granted.some((grant) => isFor(grant, change)));
  return [
    ...countsWrongly.map(({ stream, seq }) => `${stream} ${seq}: a change of a session was counted wrongly`),
    ...ungranted.map(({ stream, seq }) => `${stream} ${seq}: authorized without a session of that call`),
    ...unverified.map(({ stream, seq }) => `${stream} ${seq}: changed without a session of that call`),
  ];
};

const CHANGES: readonly string[] = ['EmergencySet', 'EmergencyRemoved'];

const isFor = (grant: StoredEvent, { contactId, step, data }: StoredEvent): boolean =>
  grant.contactId === contactId &&
  grant.step === `${step}:${data.locationId}` &&
  grant.data.verifiedBy === data.verifiedBy;
