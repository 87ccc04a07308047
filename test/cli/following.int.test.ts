import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { announcedLine } from '../kit/served-line.ts';
import { emergencyHere } from './in-process.ts';

const { env, url } = await announcedLine();
const set = (location: string) =>
  fetch(`${url}/api/operate/set`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: ulid(),
      location,
      type: 'weather',
      reason: 'drill',
    }),
  });

/** Runs a command that follows: an emergency is set once it has printed, and it is stopped when it shows that. */
const following = async (location: string, ...args: string[]) => {
  let isSet = false;
  return emergencyHere(args, env, '', (text) => {
    if (text.includes(`location/${location}`)) process.emit('SIGINT', 'SIGINT');
    else if (!isSet) void set(location);
    isSet = true;
  });
};

describe('what follows the line', () => {
  it('emergency history --follow shows each event as it comes, until Ctrl-C', async () => {
    const { status, out, err } = await following('Manila', 'history', '--follow', '--limit', '2');
    expect({ status, err }).toStrictEqual({ status: 0, err: '' });
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatch(/location\/Manila#1 .*put Manila into an emergency: weather/);
  });

  it('emergency history --follow --json prints one document a line', async () => {
    const { out } = await following('Sydney', 'history', '--follow', '--json', '--limit', '1');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).type),
    ).toStrictEqual(['EmergencySet', 'EmergencySet']);
  });

  it('emergency bus --follow shows each event as it is published, and posts it', async () => {
    const received: string[] = [];
    const server = createServer(async (request, response) => {
      for await (const part of request) received.push(String(part));
      response.writeHead(204).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { status, out } = await following('Singapore', 'bus', '--follow', '--to', to);
    server.close();
    expect(status).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(6);
    expect(out).toMatch(/EmergencySet {2}location\/Singapore#1 {2}204\n$/);
    expect(received.map((body) => JSON.parse(body)['detail-type'])).toHaveLength(6);
  });

  it('says that no line runs', async () => {
    const nothing = { EMERGENCY_LINE_DATA: '/nonexistent/line' };
    for (const args of [
      ['history', '--follow'],
      ['bus', '--follow'],
    ])
      expect(await emergencyHere(args, nothing)).toMatchObject({
        status: 2,
        err: expect.stringContaining('no line is running on this machine; start one with: npm start'),
      });
  });
});
