import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeEvent } from '../../domain/emergency/describe-event.ts';
import { eventOutcome, readEvent } from '../../domain/emergency/events.ts';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import { UnknownEvent } from '../../domain/ledger/event-definition.ts';

const FOLDER = 'test/fixtures/events';
const stored = (name: string): StoredEvent =>
  readEvent(JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8')).body);

/** Every version of every event that was ever written. */
const SENTENCES: Record<string, [outcome: string, sentence: string]> = {
  'admin/AdminActRefused.v1': [
    'refused',
    'Re-enabling admin-1 was refused: no-reason (break-glass by duty: no reason given).',
  ],
  'admin/AdminActRefused.v2': ['refused', 'Enrolling admin-1 was refused: erased.'],
  'admin/AdminActRefused.v3': ['refused', 'Enrolling admin-1 was refused: step-reused.'],
  'admin/AdminChanged.v1': ['done', 'The entry of admin-1 (+65******01) was updated.'],
  'admin/AdminChanged.v2': ['done', 'The entry of admin-1 (+65******01) was updated.'],
  'admin/AdminChanged.v3': ['done', 'The entry of admin-1 (+65******01) was updated.'],
  'admin/AdminEnrolled.v1': ['done', 'admin-1 (+65******01) was enrolled.'],
  'admin/AdminEnrolled.v2': ['done', 'admin-1 (+65******01) was enrolled.'],
  'admin/AdminEnrolled.v3': ['done', 'admin-1 (+65******01) was enrolled.'],
  'admin/AdminErased.v1': ['done', 'admin-1 was erased: asked to be forgotten.'],
  'admin/AdminReenabled.v1': ['done', 'admin-1 was re-enabled by admin-2.'],
  'admin/AdminRevoked.v1': ['done', 'admin-1 was removed: left the company.'],
  'admin/ChangeAuthorised.v1': [
    'done',
    'admin-1 was allowed to make change 1 of this verified call: set an emergency at Manila.',
  ],
  'admin/ChangeNotAuthorised.v1': [
    'refused',
    'admin-1 was not allowed to remove an emergency at Manila: changes-used-up.',
  ],
  'admin/ChangeNotAuthorised.v2': [
    'refused',
    'admin-1 was not allowed to remove an emergency at Manila: step-reused.',
  ],
  'admin/CodeAccepted.v1': [
    'done',
    'admin-1 entered the correct code on attempt 1; a PIN is needed as well.',
  ],
  'admin/CodeRequested.v1': ['done', 'admin-1 was prompted for an authenticator code.'],
  'admin/PinIssueRefused.v1': ['refused', 'admin-1 was refused a PIN: throttled.'],
  'admin/PinIssueRefused.v2': ['refused', 'admin-1 was refused a PIN: throttled.'],
  'admin/PinIssueRefused.v3': ['refused', 'admin-1 was refused a PIN: carrier-changed.'],
  'admin/PinIssueRefused.v4': ['refused', 'admin-1 was refused a PIN: not-looked-up.'],
  'admin/PinIssueRefused.v5': ['refused', 'admin-1 was refused a PIN: step-reused.'],
  'admin/PinIssued.v1': ['done', 'A PIN of 6 digits was issued to admin-1.'],
  'admin/PinIssued.v2': ['done', 'A PIN of 6 digits was issued to admin-1.'],
  'admin/PinIssued.v3': ['done', 'A PIN of 6 digits was issued to admin-1.'],
  'admin/PinRejected.v1': ['refused', 'admin-1 entered a wrong PIN; 1 try left.'],
  'admin/PinRejected.v2': ['refused', 'admin-1 entered a code that had been used before; 2 tries left.'],
  'admin/PinRejected.v3': [
    'refused',
    'admin-1 entered a PIN under the step of another command of the call; 0 tries left.',
  ],
  'admin/PinSendFailed.v1': ['failed', 'The PIN for admin-1 could not be sent: opted-out.'],
  'admin/PinSent.v1': [
    'done',
    'The PIN was sent to admin-1 by pinpoint; it is valid until 2026-11-22T08:00:30.000Z.',
  ],
  'admin/PinVerified.v1': ['done', 'admin-1 entered the correct PIN on attempt 2.'],
  'admin/PinVerified.v2': ['done', 'admin-1 entered the correct code on attempt 1.'],
  'admin/PinVerified.v3': ['done', 'admin-1 entered the correct code on attempt 1.'],
  'call/CallerRefused.v1': ['refused', 'A caller who is not an administrator was refused: not-listed.'],
  'call/DrillHeld.v1': ['done', 'A probe was sent from the log to the bus; callers do not hear it.'],
  'call/DrillHeld.v2': ['done', 'A probe was sent from the log to the bus; callers do not hear it.'],
  'call/EmergencyChangeRefused.v1': [
    'refused',
    'The request of an unknown caller to remove an emergency at an unknown location was refused: unknown-center.',
  ],
  'call/EmergencyChangeRefused.v2': [
    'refused',
    'The request of admin-1 to remove an emergency at Atlantis was refused: unknown-center.',
  ],
  'call/EmergencyChangeRefused.v3': [
    'refused',
    'The request of admin-1 to remove an emergency at Atlantis was refused: unknown-center.',
  ],
  'call/EventsRepublished.v1': ['done', 'Events of location/Manila from 7 to now were put on the bus again.'],
  'call/LogExported.v1': ['done', '3 events were exported as csv, phone numbers in the clear.'],
  'call/NumbersUnmasked.v1': ['done', 'Phone numbers were unmasked for an export: complaint 4711.'],
  'location/EmergencyChangeRefused.v1': [
    'refused',
    'The request of admin-1 to set an emergency at Manila was refused: changed-since-heard.',
  ],
  'location/EmergencyChangeRefused.v2': [
    'refused',
    'The request of operator alice to set an emergency at Manila was refused: no-reason (break-glass by alice: no reason given).',
  ],
  'location/EmergencyChangeRefused.v3': [
    'refused',
    'The request of operator alice to set an emergency at Manila was refused: step-reused (break-glass by alice: no reason given).',
  ],
  'location/EmergencyRemoved.v1': [
    'done',
    'admin-1 removed the emergency at Manila (it was not in an emergency).',
  ],
  'location/EmergencyRemoved.v2': [
    'done',
    'operator alice removed the emergency at Manila (break-glass by alice: The phone system is down.).',
  ],
  'location/EmergencySet.v1': ['done', 'admin-1 put Manila into an emergency: weather.'],
  'location/EmergencySet.v2': [
    'done',
    'operator alice put Manila into an emergency: weather (break-glass by alice: The phone system is down.).',
  ],
  'location/EmergencySet.v3': [
    'done',
    'operator alice put Manila into an emergency: weather (break-glass by alice: The phone system is down.).',
  ],
};

describe('the history', () => {
  it.each(Object.entries(SENTENCES))('describes %s', (name, [outcome, text]) => {
    expect([eventOutcome(stored(name)), describeEvent(stored(name))]).toStrictEqual([outcome, text]);
  });

  it('describes every event that was ever written', () => {
    const written = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).flatMap(
      (name) => /^(.*)\.json$/.exec(name)?.[1] ?? [],
    );
    expect(Object.keys(SENTENCES).sort()).toStrictEqual(written.sort());
  });

  it('confirms an emergency that is set again', () => {
    const set = stored('location/EmergencySet.v1');
    const again = { ...set, data: { ...set.data, reaffirmed: true } };
    expect(describeEvent(again)).toBe('admin-1 confirmed that Manila is still in an emergency: weather.');
  });

  it('counts one exported event in the singular', () => {
    const exported = stored('call/LogExported.v1');
    expect(describeEvent({ ...exported, data: { ...exported.data, events: 1 } })).toBe(
      '1 event was exported as csv, phone numbers in the clear.',
    );
  });

  it('does not name an administrator who was erased, as subject or as the one who re-enabled another', () => {
    const erased = new Set(['admin-2', 'admin-1']);
    expect(describeEvent(stored('admin/PinVerified.v1'), erased)).toBe(
      'erased administrator entered the correct PIN on attempt 2.',
    );
    expect(describeEvent(stored('admin/AdminReenabled.v1'), erased)).toBe(
      'erased administrator was re-enabled by erased administrator.',
    );
    expect(describeEvent(stored('admin/AdminEnrolled.v1'), erased)).not.toContain('+65');
  });

  it('throws for an unknown event', () => {
    const unknown = { ...stored('location/EmergencySet.v1'), type: 'EmergencyVanished' };
    expect(() => describeEvent(unknown)).toThrow(UnknownEvent);
  });
});
