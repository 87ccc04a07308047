import { describe, expect, it } from 'vitest';
import { checkAdministrators, checkLookups, checkTexts } from '../../cli/deployment/check-people.ts';
import type { DirectoryRow } from '../../domain/emergency/read-models.ts';
import type { E164 } from '../../domain/emergency/secret.ts';
import { shippedConfig } from '../kit/ports.ts';

const row = (adminId: string, change: object = {}) =>
  ({
    adminId,
    number: '+6591110001',
    locations: ['*'],
    phone: { type: 'MOBILE' },
    ...change,
  }) as DirectoryRow;
const config = shippedConfig();
const taken = async () => ({ sent: true, messageId: 'm' }) as const;

describe('a location', () => {
  const of = (rows: DirectoryRow[]) =>
    checkAdministrators(config, rows).map(({ name, ok, message }) => [name, ok, message]);

  it('needs two administrators who can be texted', () => {
    expect(of([row('anna'), row('ben', { locations: ['Manila'] })])).toStrictEqual([
      ['administrators of Singapore', false, '1 with a mobile; 2 are needed'],
      ['administrators of Manila', true, '2 with a mobile'],
      ['administrators of Sydney', false, '1 with a mobile; 2 are needed'],
    ]);
  });

  it('does not count those with a landline, or none any more', () => {
    const rows = [row('anna', { phone: { type: 'LANDLINE' } }), row('ben', { number: undefined })];
    for (const [, ok, says] of of(rows))
      expect([ok, says]).toStrictEqual([false, '0 with a mobile; 2 are needed']);
  });
});

describe('numbers that were never looked up', () => {
  const unknown = (adminId: string, change: object = {}) =>
    row(adminId, { phone: { type: 'UNKNOWN' }, factor: 'sms', ...change });

  it('are counted and named', () => {
    expect(checkLookups([row('anna'), unknown('ben'), unknown('cleo')])).toMatchObject({
      ok: false,
      message: '2 not yet: ben, cleo',
      todo: expect.stringContaining('emergency admin change'),
    });
  });

  it('do not count for an authenticator app, nor for who is no longer enrolled', () => {
    const rows = [unknown('ben', { factor: 'totp' }), unknown('cleo', { number: undefined })];
    expect(checkLookups(rows)).toMatchObject({ ok: true });
  });
});

describe('a text', () => {
  it('that would be refused is a failure, with the provider’s reason', async () => {
    const refused = async () =>
      ({ sent: false, reason: 'refused', detail: 'SPENDING_LIMIT_REACHED' }) as const;
    expect(await checkTexts(config, [row('anna')], refused)).toMatchObject([
      { ok: false, message: 'End User Messaging would refuse it: SPENDING_LIMIT_REACHED' },
    ]);
  });

  it('cannot be tried while no administrator has a mobile', async () => {
    expect(await checkTexts(config, [], taken)).toMatchObject([
      { ok: null, todo: 'enroll an administrator first' },
    ]);
  });

  it('is tried to somebody on the list', async () => {
    const asked: string[] = [];
    const dryRun = async (to: E164) => {
      asked.push(to.reveal());
      return taken();
    };
    expect(await checkTexts(config, [row('anna')], dryRun)).toMatchObject([{ ok: true }]);
    expect(asked).toStrictEqual(['+6591110001']);
  });
});
