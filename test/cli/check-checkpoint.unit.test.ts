import { expect, it } from 'vitest';
import { checkCheckpoint } from '../../cli/deployment/check-checkpoint.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const signed = (hoursAgo: number) =>
  checkCheckpoint({ serial: 7, at: NOW - hoursAgo * HOUR, size: 120, note: 'a note', range: [] }, NOW);

it('the check passes with a checkpoint of the last day', () => {
  expect(signed(24)).toStrictEqual({
    name: 'event log, checkpoint',
    ok: true,
    message: 'the newest is of 2026-11-21T12:00:00.000Z and covers 120 events',
  });
});

it.each([
  [signed(25), 'the newest is of 2026-11-21T11:00:00.000Z and covers 120 events; one is due every day'],
  [checkCheckpoint(null, NOW), 'there is no checkpoint yet: no event is signed'],
])('the check fails with an older checkpoint, or none', (found, message) => {
  expect(found).toMatchObject({ ok: false, message, todo: expect.stringContaining('checkpoint-failures') });
});
