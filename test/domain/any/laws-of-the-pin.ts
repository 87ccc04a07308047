import { expect } from 'vitest';
import { COUNTS_AS_FAILURE, TAKES_A_TRY } from '../../../domain/admin-state.ts';
import type { Body } from '../../../domain/envelope.ts';
import type { AdminEvent } from '../../../domain/events/admin.ts';
import type { Law, Written } from './laws-of-the-log.ts';

type Happened = Body & AdminEvent;
type Of<Type extends AdminEvent['type']> = Body & Extract<AdminEvent, { type: Type }>;

const adminEvents = (log: Written[]): Happened[] =>
  log.filter(({ item }) => item.pk.startsWith('admin/')).map(({ event }) => event as Happened);
const ofType = <Type extends AdminEvent['type']>(events: Happened[], type: Type) =>
  events.filter((event): event is Of<Type> => event.type === type);

/** How often the name that comes most often comes. */
const most = (names: (string | null)[]): number =>
  Math.max(0, ...names.map((name) => names.filter((other) => other === name).length));

const changes = (log: Written[]): Body[] =>
  log.map(({ event }) => event).filter(({ type }) => type === 'EmergencySet' || type === 'EmergencyRemoved');

export const lawsOfThePin: Record<string, Law> = {
  'no PIN proves anybody twice'(log) {
    const proven = ofType(adminEvents(log), 'PinVerified').map(({ data }) => data.challengeId);
    expect(most(proven)).toBeLessThanOrEqual(1);
  },

  'no PIN is tried more often than the limit'(log, { triesPerChallenge }) {
    const tried = ofType(adminEvents(log), 'PinRejected').filter(({ data }) => TAKES_A_TRY.has(data.reason));
    const challenges = tried.map(({ data }) => data.challengeId);
    expect(challenges).not.toContain(null);
    expect(most(challenges)).toBeLessThanOrEqual(triesPerChallenge);
  },

  'no more PINs in a row are wrong than the ceiling, over all calls'(log, { failuresBeforeStop }) {
    let failures = 0;
    for (const { type, data } of adminEvents(log)) {
      if (type === 'PinVerified' || type === 'AdminReenabled') failures = 0;
      if (type !== 'PinRejected' || !COUNTS_AS_FAILURE.has(data.reason)) continue;
      failures += 1;
      expect(data).toMatchObject({ failures, stopped: failures === failuresBeforeStop });
    }
  },

  'a PIN proves in time, on the call it was texted for, one who is on the list'(log) {
    const events = adminEvents(log);
    for (const { seq, at, contactId, data } of ofType(events, 'PinVerified')) {
      const before = events.filter((event) => event.seq < seq);
      const sent = ofType(before, 'PinSent').findLast((event) => event.data.challengeId === data.challengeId);
      expect(sent?.contactId).toBe(contactId);
      expect(at < (sent?.data.expiresAt ?? '')).toBe(true);
      const listed = before.findLast(({ type }) => type === 'AdminEnrolled' || type === 'AdminRevoked');
      expect(listed?.type).toBe('AdminEnrolled');
    }
  },

  'no more texts may have left in ten minutes, a day or a call than the limits say'(log, limits) {
    const events = adminEvents(log);
    const failed = ofType(events, 'PinSendFailed').filter(({ data }) => data.reason === 'refused');
    const unsent = new Set(failed.map(({ data }) => data.challengeId));
    const sends = ofType(events, 'PinIssued').filter(({ data }) => !unsent.has(data.challengeId));
    for (const last of sends) {
      const within = (milliseconds: number) =>
        sends.filter(({ seq, at }) => seq <= last.seq && Date.parse(at) > Date.parse(last.at) - milliseconds);
      const day = within(86_400_000);
      expect(within(600_000).length).toBeLessThanOrEqual(limits.sendsPerTenMinutes);
      const [before] = sends.filter(({ seq }) => seq < last.seq).slice(-1);
      const apart = Date.parse(last.at) - Date.parse(before?.at ?? '1970-01-01');
      const isLastResort = last.data.tries === 1 && apart >= limits.lastResortSeconds * 1000;
      expect(isLastResort || day.length <= limits.sendsPerDay).toBe(true);
      const inThisCall = day.filter(({ contactId }) => contactId === last.contactId);
      expect(inThisCall.length).toBeLessThanOrEqual(limits.challengesPerContact);
    }
  },

  'no proof is good for more changes than the limit, nor on another call, nor after its end'(log, limits) {
    const events = adminEvents(log);
    const granted = ofType(events, 'ChangeAuthorised');
    expect(most(granted.map(({ data }) => data.verifiedBy))).toBeLessThanOrEqual(limits.changesPerSession);
    for (const { at, contactId, data } of granted) {
      const proof = ofType(events, 'PinVerified').find(({ id }) => id === data.verifiedBy);
      expect(proof?.contactId).toBe(contactId);
      expect(at < (proof?.data.sessionEndsAt ?? '')).toBe(true);
    }
  },

  'a change of an emergency names the proof it stands on, of the same call and still good'(log) {
    const proofs = ofType(adminEvents(log), 'PinVerified');
    for (const { at, contactId, data } of changes(log)) {
      const proof = proofs.find(({ id }) => id === data.verifiedBy);
      expect(proof?.contactId).toBe(contactId);
      expect(at < (proof?.data.sessionEndsAt ?? '')).toBe(true);
    }
  },
};
