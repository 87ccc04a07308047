import { spawnSync } from 'node:child_process';
import { openSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { announcedLine } from '../kit/served-line.ts';
import { command } from './command.ts';
import { emergency, newFolder } from './product.ts';
import { startedFolder } from './started-folder.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers every request alike; its URL. */
const serverThat = async (status: number, body: string): Promise<string> => {
  const server = createServer((_, response) => response.writeHead(status).end(body));
  servers.push(server.listen(0, '127.0.0.1'));
  await new Promise((listening) => server.once('listening', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const stopped = newFolder();
beforeAll(() => startedFolder(stopped));

it.each([
  ['a web page', 200, '<html></html>'],
  ['an error', 404, '{"error":{"code":"not-found","message":"none"}}'],
  ['a proxy', 502, 'bad gateway'],
  ['another line', 200, '{"id":"another"}'],
])('a command ignores the record of a killed line whose port now answers as %s', async (_, status, body) => {
  const url = await serverThat(status, body);
  const record = { pid: process.pid, id: 'ours', url, environment: { EVENTS_TABLE: 'other' } };
  writeFileSync(join(stopped, 'running.json'), JSON.stringify(record));
  expect(await command(['verify'], { EMERGENCY_LINE_DATA: stopped })).toMatchObject({ code: 0, stderr: '' });
});

it('a command finds the running line although the environment names a proxy', async () => {
  const EMERGENCY_LINE_DATA = newFolder();
  await announcedLine(EMERGENCY_LINE_DATA);
  const proxy = await serverThat(502, 'bad gateway');
  const env = { HTTP_PROXY: proxy, http_proxy: proxy, NODE_USE_ENV_PROXY: '1' };
  // The database is open in the running line, so a command that does not find it fails.
  expect(await emergency(['board', '--json'], { EMERGENCY_LINE_DATA, ...env })).toMatchObject({ code: 0 });
});

it('a command whose standard error is on a full disk still exits with its own status', () => {
  const cli = join(import.meta.dirname, '../../cli/emergency.mjs');
  const { status } = spawnSync(process.execPath, [cli, 'start'], {
    stdio: ['ignore', 'ignore', openSync('/dev/full', 'w')],
    env: { ...process.env, PORT: 'none' },
  });
  expect(status).toBe(2);
});
