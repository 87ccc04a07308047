import { describe, expect, it } from 'vitest';
import {
  checkAdministrators,
  checkLookups,
  checkSharedNumbers,
  checkTexts,
} from '../../cli/deployment/check-people.ts';
import type { DirectoryRow } from '../../domain/emergency/read-models.ts';
import type { E164 } from '../../domain/emergency/secret.ts';
import { shippedConfig } from '../kit/ports.ts';

const NAMES = ['anna', 'ben', 'cleo', 'dan'];
const row = (adminId: string, change: object = {}) =>
  ({
    adminId,
    number: `+659111000${NAMES.indexOf(adminId) + 1}`,
    locations: ['*'],
    phone: { type: 'MOBILE' },
    factor: 'sms',
    ...change,
  }) as DirectoryRow;
const config = shippedConfig();
const accepted = async () => ({ sent: true, messageId: 'm' }) as const;

describe('a location', () => {
  const of = (rows: DirectoryRow[]) =>
    checkAdministrators(config, rows).map(({ name, ok, message }) => [name, ok, message]);
  const landline = { phone: { type: 'LANDLINE' } };

  it('needs two administrators who can authenticate', () => {
    expect(of([row('anna'), row('ben', { locations: ['Manila'] })])).toStrictEqual([
      ['administrators of Singapore', false, '1 can authenticate; at least 2 are needed'],
      ['administrators of Manila', true, '2 can authenticate'],
      ['administrators of Sydney', false, '1 can authenticate; at least 2 are needed'],
    ]);
  });

  it.each([
    ['on a landline', landline],
    ['whose number was never looked up', { phone: { type: 'UNKNOWN' } }],
  ])('counts an administrator %s only with an authenticator app', (_, change) => {
    const withApp = row('ben', { ...change, factor: 'totp' });
    for (const [, ok, message] of of([row('anna'), withApp]))
      expect([ok, message]).toStrictEqual([true, '2 can authenticate']);
    for (const [, ok] of of([row('anna'), row('ben', change)])) expect(ok).toBe(false);
  });

  it('does not count revoked administrators, whatever their factor', () => {
    const revoked = { number: undefined };
    const rows = [row('anna', revoked), row('ben', { ...revoked, factor: 'totp' })];
    for (const [, ok, message] of of(rows))
      expect([ok, message]).toStrictEqual([false, '0 can authenticate; at least 2 are needed']);
  });
});

describe('administrators with one number', () => {
  const number = '+6591110001';

  it('are reported, and count as one for a location', () => {
    const rows = [row('anna', { number }), row('ben', { number }), row('cleo', { number: undefined })];
    expect(checkSharedNumbers(rows)).toMatchObject({ ok: false, message: 'the same number: anna and ben' });
    expect(checkAdministrators(config, rows)[0]).toMatchObject({
      ok: false,
      message: '1 can authenticate; at least 2 are needed',
    });
  });

  it('are not those with a number each, nor those who were revoked', () => {
    const rows = [
      row('anna'),
      row('ben'),
      row('cleo', { number: undefined }),
      row('dan', { number: undefined }),
    ];
    expect(checkSharedNumbers(rows)).toMatchObject({ ok: true, message: '2 different numbers' });
  });
});

describe('numbers that were never looked up', () => {
  const unknown = (adminId: string, change: object = {}) =>
    row(adminId, { phone: { type: 'UNKNOWN' }, ...change });

  it('are reported by administrator', () => {
    expect(checkLookups([row('anna'), unknown('ben'), unknown('cleo')])).toMatchObject({
      ok: false,
      message: 'never looked up: ben, cleo',
      todo: expect.stringContaining('emergency admin change'),
    });
  });

  it('do not matter with an authenticator app, or after a revocation', () => {
    const rows = [unknown('ben', { factor: 'totp' }), unknown('cleo', { number: undefined })];
    expect(checkLookups(rows)).toMatchObject({ ok: true });
  });
});

describe('the dry run of a text', () => {
  it('fails with the provider’s reason when the text would be refused', async () => {
    const refused = async () =>
      ({ sent: false, reason: 'refused', detail: 'SPENDING_LIMIT_REACHED' }) as const;
    expect(await checkTexts(config, [row('anna')], refused)).toMatchObject([
      { ok: false, message: 'End User Messaging refuses it: SPENDING_LIMIT_REACHED' },
    ]);
  });

  it.each([
    ['there are no administrators', []],
    ['all administrators use an authenticator app', [row('anna', { factor: 'totp' })]],
  ])('is not possible while %s', async (_, rows) => {
    expect(await checkTexts(config, rows, accepted)).toMatchObject([
      { ok: null, todo: 'enroll an administrator with a mobile first' },
    ]);
  });

  it('is addressed to an administrator who gets PINs by text', async () => {
    const recipients: string[] = [];
    const dryRun = async (to: E164) => {
      recipients.push(to.reveal());
      return accepted();
    };
    const rows = [row('ben', { number: '+12025550100', factor: 'totp' }), row('anna')];
    expect(await checkTexts(config, rows, dryRun)).toMatchObject([{ ok: true }]);
    expect(recipients).toStrictEqual(['+6591110001']);
  });
});
