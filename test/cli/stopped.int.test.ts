import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { announcedLine } from '../kit/served-line.ts';
import { emergencyHere } from './in-process.ts';

const { env } = await announcedLine();
const folder = mkdtempSync(join(tmpdir(), 'stopped-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command that gets the signal at its first request to the line. */
const stopped = async (args: string[], signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM') => {
  const { fetch } = globalThis;
  const posts: string[] = [];
  vi.stubGlobal('fetch', (...asked: Parameters<typeof fetch>) => {
    const [url, init] = asked;
    if (init?.method === 'POST' && posts.push(String(url)) === 1) process.emit(signal, signal);
    return fetch(...asked);
  });
  try {
    return { ...(await emergencyHere(args, env)), posts };
  } finally {
    vi.unstubAllGlobals();
  }
};

describe('a command that is stopped says what is left:', () => {
  it('emergency admin import, whom it imported', async () => {
    const people = join(folder, 'people.csv');
    writeFileSync(people, 'adminId,name,number\none,One,+6591110011\ntwo,Two,+6591110012\n');
    const { status, err, out } = await stopped(['admin', 'import', people], 'SIGINT');
    expect({ status, err, out }).toStrictEqual({
      status: 130,
      err: 'emergency: stopped by Ctrl-C: 1 enrolled, 0 changed, 0 unchanged, 0 failed; run the command again for the others, which is harmless\n',
      out: '',
    });
    const again = await emergencyHere(['admin', 'import', people], env);
    expect(again.out).toContain('2 administrators: 1 enrolled, 0 changed, 1 unchanged, 0 failed.');
  });

  it('emergency export, that the file was not written', async () => {
    const out = join(folder, 'log.csv');
    const args = ['export', '--format', 'csv', '--out', out, '--unmask', '--reason', 'drill'];
    const { status, err } = await stopped(args);
    expect({ status, err }).toStrictEqual({
      status: 143,
      err: `emergency: stopped by SIGTERM: ${out} was not written; that unmasked numbers were asked for is in the log\n`,
    });
    expect(readdirSync(folder).filter((name) => name.startsWith('log'))).toStrictEqual([]);
    expect(await emergencyHere(args, env)).toMatchObject({ status: 0, err: '' });
    expect(existsSync(out)).toBe(true);
  });

  it('emergency rebuild, how much was rebuilt', async () => {
    const listeners = process.listenerCount('SIGTERM');
    const running = emergencyHere(['rebuild', '--json'], env);
    await vi.waitUntil(() => process.listenerCount('SIGTERM') > listeners);
    process.emit('SIGTERM', 'SIGTERM');
    const { status, err } = await running;
    expect(status).toBe(143);
    expect(JSON.parse(err).error).toStrictEqual({
      code: 'Interrupted',
      message:
        'stopped by SIGTERM: 0 streams were rebuilt, other rows are as they were; run emergency rebuild again',
    });
  });
});

it('an export works after a killed one, whatever that left beside it', async () => {
  const out = join(folder, 'log');
  for (const name of ['.part', '.999999999.part']) writeFileSync(`${out}${name}`, 'half');
  expect(await emergencyHere(['export', '--out', out], env)).toMatchObject({ status: 0, err: '' });
  expect(existsSync(`${out}.999999999.part`)).toBe(false);
  const again = await emergencyHere(['export', '--out', out], env);
  expect(again).toMatchObject({ status: 2, err: `emergency: ${out} already exists; choose another name\n` });
});
