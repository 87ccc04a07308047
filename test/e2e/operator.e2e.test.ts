import { describe, expect, it } from 'vitest';
import { command } from './command.ts';
import { newFolder } from './product.ts';
import { refused } from './refused.ts';

const EMERGENCY_LINE_DATA = newFolder();
const run = (...args: string[]) => command(args, { EMERGENCY_LINE_DATA });
const json = async (...args: string[]) => {
  const { code, stdout } = await run(...args, '--json');
  expect(code).toBe(0);
  return JSON.parse(stdout);
};
const recorded = async (type: string) => (await json('history', '--type', type)).events;

const WHO = ['--as', 'duty-desk', '--reason', 'the phones are down'];
const breakGlass = { principal: 'duty-desk', reason: 'the phones are down' };

describe('break-glass from the command line', () => {
  it('sets and removes, and every event says who and why', async () => {
    await json('set', 'Manila', '--type', 'weather', ...WHO);
    expect((await json('board')).board).toMatchObject([{ location: 'Manila', emergency: true }]);
    await json('remove', 'manila', ...WHO);
    expect((await json('board')).board).toMatchObject([{ location: 'Manila', emergency: false }]);
    for (const type of ['EmergencySet', 'EmergencyRemoved'])
      expect(await recorded(type)).toMatchObject([
        { actor: 'operator/duty-desk', data: { by: null, breakGlass } },
      ]);
  });

  it.each([
    ['no name', ['set', 'Manila', '--type', 'weather', '--reason', 'r'], /'--as <principal>' not specified/],
    ['no reason', ['remove', 'Manila', '--as', 'duty'], /'--reason <text>' not specified/],
    ['an empty reason', ['remove', 'Manila', '--as', 'duty', '--reason', ' '], /--reason: write 1 to 200/],
    ['a name that is none', ['remove', 'Manila', '--as', 'the boss', '--reason', 'r'], /--as: a name of/],
    ['a type that is none', ['set', 'Manila', '--type', 'plague', ...WHO], /--type: there are weather/],
    ['a place that is none', ['remove', 'Atlantis', ...WHO], /no location has that id; there are/],
  ])('is refused for %s', (_, args, says) => refused(run(...args), says));
});

describe('an authenticator from the command line', () => {
  it('is shown once, as a URI and a QR code', async () => {
    const { code, stdout } = await run('admin', 'totp', 'admin-3');
    expect(code).toBe(0);
    expect(stdout).toMatch(/█[\s\S]+\notpauth:\/\/totp\/Emergency%20line:admin-3\?secret=[A-Z2-7]{32}&/);
    expect(await recorded('AdminChanged')).toMatchObject([{ data: { adminId: 'admin-3', factor: 'totp' } }]);
  });

  it('is given at enrollment too, and taken back for texts with a word on their risk', async () => {
    const entry = ['night', '--number', '+6598887777', '--name', 'Night desk', '--totp'];
    expect((await json('admin', 'enroll', ...entry)).uri).toMatch(
      /^otpauth:\/\/totp\/Emergency%20line:night/,
    );
    expect((await run('admin', 'sms', 'night')).stdout).toMatch(/by text again\.\nPINs go by text\. /);
  });

  it('is what the enrollment of a landline proposes, for no PIN can be sent to it', async () => {
    const entry = ['desk', '--number', '+6561110009', '--name', 'Desk'];
    const { stdout } = await run('admin', 'enroll', ...entry);
    expect(stdout).toContain('Warning: the number is LANDLINE, not MOBILE: no PIN can be sent to it.');
    expect(stdout).toContain('emergency admin totp desk');
  });

  it('is for nobody who is not on the list', () =>
    refused(run('admin', 'totp', 'nobody'), /nobody is not on the list/));
});

describe('a second person from the command line', () => {
  it('ends a stop as break-glass, on record', async () => {
    await json('admin', 'reenable', 'admin-1', ...WHO);
    expect(await recorded('AdminReenabled')).toMatchObject([{ data: { by: null, breakGlass } }]);
  });

  it('must have been proven on the phone just now, or give a name and a reason', async () => {
    await refused(run('admin', 'reenable', 'admin-1', '--by', 'admin-2'), /on record as event/);
    await refused(run('admin', 'reenable', 'admin-1'), /give --by <adminId>, another administrator/);
    await refused(run('admin', 'reenable', 'admin-1', '--as', 'duty'), /--reason: write 1 to 200/);
  });
});

describe('erasing from the command line', () => {
  it('is done only with --yes, and leaves chains that verify and an “erased administrator”', async () => {
    const erase = ['admin', 'erase', 'admin-2', '--basis', 'left the company'];
    await refused(run(...erase), /this cannot be undone/);
    await json(...erase, '--yes');
    const { stdout } = await run('admin', 'list');
    expect(stdout).toMatch(/^admin-2 .*erased administrator/m);
    expect(stdout).not.toContain('Ben Cruz');
    expect((await run('history')).stdout).toContain('erased administrator');
    expect((await run('verify')).stdout).toContain('every chain is intact');
  });
});
