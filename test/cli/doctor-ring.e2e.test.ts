import { describe, expect, it } from 'vitest';
import { runDoctor, startExamined, wrongOf } from './run-doctor.ts';

startExamined();

describe('emergency doctor', () => {
  it('triggers an alarm with --ring, and reports who can confirm it', async () => {
    const setOff: { name: string; reason: string }[] = [];
    const subscriptions = { confirmed: 0, pending: 1 };
    const ran = await runDoctor({ account: () => ({ setOff, subscriptions }) }, ['--json', '--ring']);
    expect(wrongOf(ran)).toStrictEqual([
      'alarms, subscriptions: 0 confirmed, 1 pending',
      expect.stringMatching(/^alarms, test: EmergencyLine-dead-letters was triggered; it returns to OK/),
    ]);
    expect(ran.status).toBe(1);
    expect(setOff).toStrictEqual([
      {
        name: 'EmergencyLine-dead-letters',
        reason: expect.stringMatching(
          /^A test by emergency doctor --ring, run by arn:\S+\. Nothing is wrong\.$/,
        ),
      },
    ]);
  });

  it('finds a Lambda quota that is too small', async () => {
    const ran = await runDoctor({ account: () => ({ lambda: { concurrent: 10, unreserved: 4 } }) });
    expect(wrongOf(ran)).toStrictEqual([
      expect.stringMatching(/^Lambda concurrency: 4 of the account’s 10 /),
    ]);
  });
});
