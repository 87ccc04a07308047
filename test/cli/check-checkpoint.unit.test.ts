import { expect, it } from 'vitest';
import { checkCheckpoint } from '../../cli/deployment/check-checkpoint.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const sealed = (hoursAgo: number) =>
  checkCheckpoint({ serial: 7, at: NOW - hoursAgo * HOUR, size: 120, note: 'a note', range: [] }, NOW);

it('a log with a checkpoint of the last day is well', () => {
  expect(sealed(24)).toStrictEqual({
    name: 'event log, checkpoint',
    ok: true,
    message: 'the newest is of 2026-11-21T12:00:00.000Z and signs 120 events',
  });
});

it.each([
  [sealed(25), 'the newest is of 2026-11-21T11:00:00.000Z and signs 120 events: there should be one a day'],
  [checkCheckpoint(null, NOW), 'there is none yet: nothing on record is signed'],
])('an older one, or none, is a failure', (found, message) => {
  expect(found).toMatchObject({ ok: false, message, todo: expect.stringContaining('checkpoint-failures') });
});
