import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { announcedLine } from '../kit/served-line.ts';
import { emergencyHere } from './in-process.ts';

const { env, url } = await announcedLine();
const run = (...args: string[]) => emergencyHere(args, env);
const review = async (...options: string[]) => JSON.parse((await run('access', '--json', ...options)).out);

describe('the access review', () => {
  it('says who may change what, since when and by whom, and who no longer may', async () => {
    const before = (await review()).at;
    await run('admin', 'change', 'admin-2', '--locations', 'Manila');
    await run('admin', 'revoke', 'admin-3', '--reason', 'left the company');
    const { access } = await review();
    expect(access).toMatchObject([
      { adminId: 'admin-1', status: 'enrolled', locations: ['*'], factor: 'sms', stopped: [], ended: null },
      { adminId: 'admin-2', status: 'enrolled', locations: ['Manila'] },
      { adminId: 'admin-3', status: 'removed', ended: { reason: 'left the company' } },
    ]);
    expect(access[1].locationsGiven.at > access[1].enrolled.at).toBe(true);
    const earlier = await review('--at', before);
    expect(earlier.access.map(({ status }: { status: string }) => status)).toStrictEqual(
      Array(3).fill('enrolled'),
    );
  });

  it('is a table for people and CSV for spreadsheets', async () => {
    const { out } = await run('access');
    expect(out).toMatch(
      /^Access on .+, from the log: 2 administrators enrolled, 1 without access any more\.$/m,
    );
    expect(out).toMatch(/^ADMINISTRATOR +STATUS +LOCATIONS/m);
    const csv = (await run('access', '--csv')).out;
    expect(csv).toMatch(/^\uFEFFadministrator,number,status,locations,.*\r\n/);
    expect(csv).toMatch(/\r\nadmin-2,\+65\*{6}02,enrolled,Manila,/);
  });

  it('does not name the erased, not even at a time before', async () => {
    const { at } = await review();
    const erased = await run('admin', 'erase', 'admin-3', '--basis', 'asked for it', '--yes');
    expect(erased).toMatchObject({ status: 0 });
    for (const options of [[], ['--at', at]]) {
      const found = JSON.stringify(await review(...options));
      expect(found).not.toContain('admin-3');
      expect(found).toContain('erased administrator');
    }
  });

  it('and every other view of the log leave them out, in JSON, CSV and the API', async () => {
    const out = join(env.EMERGENCY_LINE_DATA, 'events.csv');
    await run('export', '--format', 'csv', '--admin', 'admin-3', '--out', out);
    const [erasure] = JSON.parse((await run('history', '--type', 'AdminErased', '--json')).out).events;
    const views = [
      readFileSync(out, 'utf8'),
      (await run('history', '--json')).out,
      (await run('history', '--all')).out,
      (await run('story', erasure.contactId, '--json')).out,
      (await run('board', '--json')).out,
      (await run('as-of', 'Manila', 'now', '--json')).out,
      await (await fetch(`${url}/api/events?type=AdminErased`)).text(),
      await (await fetch(`${url}/api/board`)).text(),
    ];
    // The contact id of the demonstration's own enrollment is made of the id.
    for (const view of views) expect(view.replaceAll('seed-admin-3', '')).not.toContain('admin-3');
    for (const view of [...views.slice(0, 4), views[6]]) expect(view).toContain('erased administrator');
  });
});
