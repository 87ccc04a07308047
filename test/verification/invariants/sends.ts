import type { PinLimits } from '../../../domain/emergency/admin/pin-limits.ts';
import { judgedTime, type StoredEvent } from '../../../domain/ledger/envelope.ts';

const TEN_MINUTES = 600_000;
const DAY = 86_400_000;

/**
 * More PINs of one administrator, texted or perhaps texted, than the limits allow in ten minutes, a day and a call. Past
 * the day's limit one with a single try may still go, some time after the last one (docs/security/throttling.md).
 */
export const sendBreaches = (stream: string, events: readonly StoredEvent[], limits: PinLimits): string[] => {
  const unsent = new Set(
    events
      .filter(({ type, data }) => type === 'PinSendFailed' && data.reason === 'refused')
      .map(({ data }) => data.challengeId),
  );
  const sends = events.filter(({ type, data }) => type === 'PinIssued' && !unsent.has(data.challengeId));
  return sends.flatMap((last, index) => {
    const now = judgedTime(last);
    const before = sends.slice(0, index + 1);
    const within = (milliseconds: number) => before.filter((send) => judgedTime(send) > now - milliseconds);
    const day = within(DAY);
    const previous = sends[index - 1];
    const apart = previous ? now - judgedTime(previous) : Number.POSITIVE_INFINITY;
    const isLastResort = last.data.tries === 1 && apart >= limits.lastResortSeconds * 1000;
    const tooMany = [
      ...(within(TEN_MINUTES).length > limits.sendsPerTenMinutes ? ['ten minutes'] : []),
      ...(day.length > limits.sendsPerDay && !isLastResort ? ['a day'] : []),
      ...(day.filter(({ contactId }) => contactId === last.contactId).length > limits.challengesPerContact
        ? ['a call']
        : []),
    ];
    return tooMany.map((span) => `${stream} ${last.seq}: too many PINs in ${span}`);
  });
};
