import { describe, expect, it } from 'vitest';
import { machineUser } from '../../local/machine-user.ts';
import { announcedLine } from '../kit/served-line.ts';
import { command } from './command.ts';
import { newFolder } from './product.ts';
import { refused } from './refused.ts';

const EMERGENCY_LINE_DATA = newFolder();
await announcedLine(EMERGENCY_LINE_DATA);
const run = (...args: string[]) => command(args, { EMERGENCY_LINE_DATA });
const json = async (...args: string[]) => {
  const { code, stdout } = await run(...args, '--json');
  expect(code).toBe(0);
  return JSON.parse(stdout);
};
const recorded = async (type: string) => (await json('history', '--type', type)).events;

const WHO = ['--as', 'duty-desk', '--reason', 'the phones are down'];
/** Who signed in to this machine; the note goes with the reason. */
const breakGlass = { principal: machineUser(), reason: 'the phones are down (for duty-desk)' };

describe('emergency set and remove', () => {
  it('work by command, and every event names who is signed in to the machine, the reason and the note', async () => {
    await json('set', 'Manila', '--type', 'weather', ...WHO);
    expect((await json('board')).board).toContainEqual(
      expect.objectContaining({ location: 'Manila', emergency: true }),
    );
    await json('remove', 'manila', ...WHO);
    expect((await json('board')).board).toMatchObject([
      { location: 'Singapore', since: null, setBy: null },
      { location: 'Manila', emergency: false, setBy: `operator/${machineUser()}` },
      { location: 'Sydney', since: null, setBy: null },
    ]);
    for (const type of ['EmergencySet', 'EmergencyRemoved'])
      expect(await recorded(type)).toMatchObject([
        { actor: `operator/${machineUser()}`, data: { by: null, breakGlass } },
      ]);
  });

  it.each([
    ['no reason', ['remove', 'Manila', '--as', 'duty'], /'--reason <text>' not specified/],
    ['an empty reason', ['remove', 'Manila', '--as', 'duty', '--reason', ' '], /--reason: must be 1 to 200/],
    [
      'a phone number as reason',
      ['remove', 'Manila', '--as', 'duty', '--reason', 'call +65 9111 0001'],
      /--reason: looks like it contains a phone number, which the log could never forget/,
    ],
    ['a PIN as reason', ['remove', 'Manila', '--as', 'duty', '--reason', '483920'], /contains a PIN/],
    ['an empty note', ['remove', 'Manila', '--as', ' ', '--reason', 'r'], /--as: must be 1 to 200/],
    ['an unknown type', ['set', 'Manila', '--type', 'plague', ...WHO], /--type: must be one of weather/],
    ['an unknown location', ['remove', 'Atlantis', ...WHO], /unknown location; use one of/],
  ])('are refused for %s', (_, args, says) => refused(run(...args), says));
});

describe('emergency admin totp', () => {
  it('prints its secret once, as a URI and a QR code', async () => {
    const { code, stdout } = await run('admin', 'totp', 'admin-3');
    expect(code).toBe(0);
    expect(stdout).toMatch(/█[\s\S]+\notpauth:\/\/totp\/Emergency%20line:admin-3\?secret=[A-Z2-7]{32}&/);
    expect(await recorded('AdminChanged')).toMatchObject([{ data: { adminId: 'admin-3', factor: 'totp' } }]);
  });

  it('also runs at enrollment, and the switch back to texts prints their risk', async () => {
    const entry = ['night', '--number', '+6598887777', '--name', 'Night desk', '--totp'];
    expect((await json('admin', 'enroll', ...entry)).uri).toMatch(
      /^otpauth:\/\/totp\/Emergency%20line:night/,
    );
    expect((await run('admin', 'sms', 'night')).stdout).toMatch(/by text\.\nPINs are sent by text\. /);
  });

  it('is proposed when a landline is enrolled, which can receive no PIN', async () => {
    const entry = ['desk', '--number', '+6561110009', '--name', 'Desk'];
    const { stdout } = await run('admin', 'enroll', ...entry);
    expect(stdout).toContain('Warning: the number is LANDLINE, not MOBILE: no PIN can be sent to it.');
    expect(stdout).toContain('emergency admin totp desk');
    expect(stdout).not.toContain('PINs are sent by text');
    expect((await run('admin', 'sms', 'desk')).stdout).toMatch(/LANDLINE, not MOBILE: no PIN can be sent/);
  });

  it.each([
    ['a trunk prefix after the country', '+61 0412 345 678', /--number: .*did you mean \+61 412 345 678\?/],
    ['a number that no phone has', '+65 1111 1111', /\+65\*{6}11 is not a number that a phone can have/],
    ['a text with a number in it', 'call +6598887766', /--number: must be an E\.164/],
  ])('is not reached with %s: nobody is enrolled', async (_, number, says) => {
    await refused(run('admin', 'enroll', 'nobody', '--number', number, '--name', 'N'), says);
    expect(
      (await json('admin', 'list')).admins.map(({ adminId }: { adminId: string }) => adminId),
    ).not.toContain('nobody');
  });

  it('accepts a number with spaces, dashes and parentheses', async () => {
    await json(
      'admin',
      'enroll',
      'spaced',
      '--number',
      ' +65 (9888)-77·66'.replace('·', '\u00a0'),
      '--name',
      'S',
    );
    const { admins } = await json('admin', 'list');
    expect(admins).toContainEqual(expect.objectContaining({ adminId: 'spaced', number: '+65******66' }));
  });

  it('is refused for somebody who is not enrolled', () =>
    refused(run('admin', 'totp', 'nobody'), /nobody is not enrolled/));
});

describe('emergency admin reenable', () => {
  it('unblocks an administrator as break-glass and records it', async () => {
    await json('admin', 'reenable', 'admin-1', ...WHO);
    expect(await recorded('AdminReenabled')).toMatchObject([{ data: { by: null, breakGlass } }]);
  });

  it('requires a just-verified administrator, or a reason', async () => {
    await refused(run('admin', 'reenable', 'admin-1', '--by', 'admin-2'), /Recorded as event/);
    await refused(run('admin', 'reenable', 'admin-1'), /use --by <adminId>, another administrator/);
    await refused(
      run('admin', 'reenable', 'admin-1', '--as', 'duty'),
      /use --by <adminId>, another administrator/,
    );
  });
});

describe('emergency admin erase', () => {
  it('runs only with --yes, and leaves chains that verify and an “erased administrator”', async () => {
    const erase = ['admin', 'erase', 'admin-2', '--basis', 'left the company'];
    await refused(run(...erase), /cannot be undone/);
    await json(...erase, '--yes');
    const { stdout } = await run('admin', 'list');
    expect(stdout).toMatch(/^admin-2 .*erased administrator/m);
    expect(stdout).not.toContain('Ben Cruz');
    expect((await run('history')).stdout).toContain('erased administrator');
    expect((await run('verify')).stdout).toContain('every chain is intact');
  });
});
