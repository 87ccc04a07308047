import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { eraseRoutes } from '../../handlers/erase.ts';
import { operateRoutes } from '../../handlers/operate.ts';
import { announcedLine } from '../kit/served-line.ts';

const page = readFileSync('docs/api.md', 'utf8');
const { url } = await announcedLine();

const ask = async (path: string, body?: unknown): Promise<Record<string, unknown>> => {
  const headers = { 'content-type': 'application/json' };
  const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(`${url}/api${path}`, init);
  expect(response.ok, `${path}: ${response.status}`).toBe(true);
  return (await response.json()) as Record<string, unknown>;
};

let acts = 0;
const operate = (route: string, fields: Record<string, unknown>) => {
  acts += 1;
  return ask(`/operate/${route}`, {
    id: `01KB3ZXA0000000000000000${String(acts).padStart(2, '0')}`,
    ...fields,
  });
};

/** Names of the fields of a reply at every depth, but not within an event's data, the texts or the configuration. */
const fieldsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    ['data', 'detail', 'message', 'laterMessage'].includes(name) ? name : [name, ...fieldsIn(field)],
  );
};

/** An administrator's call, which sets an emergency at Manila. */
const call = async (): Promise<Record<string, unknown>[]> => {
  const dialed = await ask('/calls', { from: '+6591110001', to: '+6568000001' });
  const press = (digits: string) => ask(`/calls/${dialed.callId}/keys`, { digits });
  const texts = await ask('/phones/+6591110001/messages');
  const [{ body = '' } = {}] = texts.messages as { body?: string }[];
  const pin = /\d{6}/.exec(body)?.[0];
  const views = [dialed, await press(`${pin}#`), await press('2'), await press('1'), await press('1')];
  const ended = [await ask(`/calls/${dialed.callId}/wait`, {}), await ask(`/calls/${dialed.callId}`)];
  return [...views, ...ended, await ask('/phones/+6591110001/messages')];
};

const enroll = { adminId: 'anna', number: '+6591234567', name: 'Anna', locations: ['*'] };

const replies = async (): Promise<Record<string, unknown>[]> => [
  ...(await call()),
  await operate('set', { location: 'Sydney', type: 'weather', reason: 'a drill' }),
  await operate('admin/enroll', enroll),
  await operate('admin/change', { ...enroll, name: 'Anna B' }),
  await operate('admin/totp', { adminId: 'anna' }),
  await operate('admin/sms', { adminId: 'anna' }),
  await operate('publish', { stream: 'location/Sydney', from: 1, to: 1 }),
  await operate('probe', {}),
  ...(await Promise.all(
    ['', '/line', '/board', '/events?limit=1000', '/bus', '/verify'].map((path) => ask(path)),
  )),
  await ask('/clock', { advanceSeconds: 1 }),
];

it('the page lists every field that the API returns', async () => {
  const returned = new Set((await replies()).flatMap(fieldsIn));
  expect(returned.size).toBeGreaterThan(60);
  const code = [...page.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span).join(' ');
  const named = new Set([...code.matchAll(/[A-Za-z][\w-]*/g)].map(([name]) => name));
  expect([...returned].filter((name) => !named.has(name))).toStrictEqual([]);
});

it('the page lists every route of operators', () => {
  const routes = [...Object.keys(operateRoutes), ...Object.keys(eraseRoutes)];
  expect(routes.filter((route) => !page.includes(`\`${route}\``))).toStrictEqual([]);
});

it('the page lists every request of the API', async () => {
  const { endpoints } = await ask('');
  const rows = page.replace(/\?[\w&]+/g, '').replace('POST /api/operate/{route}', 'POST /api/operate/*');
  expect((endpoints as string[]).filter((one) => !rows.includes(`\`${one}\``))).toStrictEqual([]);
});
