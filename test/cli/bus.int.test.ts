import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { announcedLine } from '../kit/served-line.ts';
import { emergencyHere } from './in-process.ts';

const line = await announcedLine();
const { env, url } = line;
const run = (...args: string[]) => emergencyHere(args, env);
type Page = {
  endpoints: string[];
  bus: Record<string, unknown>[];
  events: { type: string }[];
  cursor: string;
};
const get = async (path: string) => (await (await fetch(`${url}/api${path}`)).json()) as Page;

/** A subscriber that answers with one status; returns what it received. */
const subscriber = async (status: number) => {
  const received: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    received.push(JSON.parse(Buffer.concat(parts).toString()));
    response.writeHead(status).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { received, to: `http://127.0.0.1:${port}/events`, close: () => server.close() };
};

describe('the bus of the local line', () => {
  it('is shown as EventBridge delivers it, with the name it has in the deployment', async () => {
    const { out, err } = await run('bus', '--json');
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events).toHaveLength(3);
    expect(Object.keys(events[0]).sort()).toStrictEqual(
      ['account', 'detail', 'detail-type', 'id', 'region', 'resources', 'source', 'time', 'version'].sort(),
    );
    expect(events[0]).toMatchObject({ 'detail-type': 'AdminEnrolled', source: 'contact-centre.emergency' });
    expect(err).toBe('Bus EmergencyLine: 3 events.\n');
    expect((await run('bus')).out).toMatch(/^\S+Z {2}AdminEnrolled {2}admin\/admin-1#1 {2}admin-1 \(/m);
  });

  it('is posted to a subscriber event by event, and says which it did not accept', async () => {
    const willing = await subscriber(204);
    expect(await run('bus', '--to', willing.to)).toMatchObject({ status: 0 });
    expect(willing.received).toStrictEqual((await get('/bus')).bus);
    willing.close();
    const failing = await subscriber(500);
    const { status, err } = await run('bus', '--to', failing.to);
    expect({ status, err }).toMatchObject({
      status: 1,
      err: expect.stringContaining('3 events not accepted'),
    });
    failing.close();
  });

  it('refuses an address that is none', async () => {
    expect(await run('bus', '--to', 'localhost')).toMatchObject({
      status: 2,
      err: expect.stringContaining('--to'),
    });
  });
});

describe('the API', () => {
  it('lists its requests', async () => {
    const { endpoints } = await get('');
    expect(endpoints).toContain('GET /api/events');
    expect(endpoints).toContain('POST /api/calls/{id}/keys');
  });

  it('continues at the end of the log with the events that come later', async () => {
    const first = await get('/events?limit=2');
    expect(first).toMatchObject({ more: true });
    const last = await get(`/events?cursor=${first.cursor}`);
    expect(last).toMatchObject({ more: false, cursor: expect.any(String) });
    expect(await get(`/events?cursor=${last.cursor}`)).toMatchObject({ events: [], cursor: last.cursor });
    await run('admin', 'change', 'admin-2', '--locations', 'Manila');
    const { events } = await get(`/events?cursor=${last.cursor}`);
    expect(events.map(({ type }) => type)).toStrictEqual(['AdminChanged']);
    const { bus } = await get('/bus?after=3');
    expect(bus.map((event) => event['detail-type'])).toStrictEqual(['AdminChanged']);
  });
});

/** The names of all fields of a reply; those of an event's data and of texts by language are not the API's. */
const fieldsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    name,
    ...(['data', 'detail', 'message', 'laterMessage'].includes(name) ? [] : fieldsOf(inner)),
  ]);
};

it('docs/api.md lists every request and every field of the replies', async () => {
  const page = readFileSync('docs/api.md', 'utf8');
  const post = async (path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' };
    const init = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    return (await (await fetch(`${url}/api${path}`, { method: 'POST', ...init })).json()) as {
      callId: string;
    };
  };
  const set = ['set', 'Manila', 'weather', '--reason', 'drill', '--yes'];
  await run(...set);
  const call = await post('/calls', { from: '+6591110001', to: line.config.lines.admin[0] });
  const replies: unknown[] = [
    call,
    await post('/clock', { advanceSeconds: 1 }),
    await get(`/calls/${call.callId}`),
  ];
  const phones = '/phones/%2B6591110001/messages';
  for (const path of ['', '/line', '/board', '/events', '/bus', '/verify', phones])
    replies.push(await get(path));
  const names = [...new Set(replies.flatMap(fieldsOf))];
  const words = new Set(page.match(/[\w-]+/g));
  expect(names.filter((name) => !words.has(name))).toStrictEqual([]);
  const { endpoints } = await get('');
  expect(endpoints.filter((one) => !page.includes(`\`${one.replace('/*', '/{route}')}`))).toStrictEqual([]);
});
