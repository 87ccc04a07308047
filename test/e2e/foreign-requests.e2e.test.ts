import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { client } from '../../cli/client.ts';
import { serveLine } from '../kit/served-line.ts';
import { ADMIN_LINE, AISHA } from './callers.ts';

const served = await serveLine(null);
const { port } = new URL(served.url);
const CALL = JSON.stringify({ from: AISHA, to: ADMIN_LINE });
const SET = '{"id":"01ARYZ6S41TSV4RRFFQ69G5FAV","location":"Manila","type":"weather","reason":"a page"}';
const JSON_TYPE = { 'content-type': 'application/json' };

type Sent = { method: string; path: string; headers: Record<string, string>; body?: string };

/** Sends a request as written: fetch would not let a test choose Host and Origin. */
const send = ({ method, path, headers, body }: Sent, url: string = served.url) =>
  new Promise<{ status: number | undefined; body: string; headers: object }>((resolve, reject) => {
    const sent = request(new URL(path, url), { method, headers }, async (response) =>
      resolve({
        status: response.statusCode,
        body: String(await buffer(response)),
        headers: response.headers,
      }),
    );
    sent.on('error', reject).end(body);
  });

const events = () => client(served.url).events();
const recorded = await events();

const PATHS: [method: string, path: string, body?: string][] = [
  ['POST', '/api/calls', CALL],
  ['POST', '/api/calls/x/keys', '{"digits":"1"}'],
  ['POST', '/api/calls/x/wait'],
  ['POST', '/api/calls/x/hangup'],
  ['POST', '/api/operate/set', SET],
  ['POST', '/api/clock', '{"advanceSeconds":86400}'],
  ['GET', `/api/phones/${AISHA}/messages`],
  ['GET', '/api/events'],
  ['GET', '/api/board'],
  ['GET', '/api/verify'],
  ['OPTIONS', '/api/calls'],
];

const HOSTS = [
  `rebound.example:${port}`,
  'rebound.example',
  '127.0.0.1',
  `127.0.0.1.rebound.example:${port}`,
  `127.0.0.1:${Number(port) + 1}`,
  `192.168.1.1:${port}`,
  `0.0.0.0:${port}`,
];
it.each(HOSTS)(
  'the API refuses every request to the host %s, as of a page whose name was rebound',
  async (host) => {
    const before = served.clock.now();
    for (const [method, path, body] of PATHS) {
      const reply = await send({ method, path, headers: { ...JSON_TYPE, host }, ...(body ? { body } : {}) });
      expect([path, reply.status]).toStrictEqual([path, 403]);
      expect(reply.body).toContain('foreign-host');
    }
    expect(await events()).toStrictEqual(recorded);
    expect(served.clock.now() - before).toBeLessThan(60_000);
  },
);

const ORIGINS = [
  'https://evil.example',
  'null',
  `https://127.0.0.1:${port}`,
  'http://127.0.0.1',
  `http://127.0.0.1:${Number(port) + 1}`,
  `http://127.0.0.1:${port}.evil.example`,
];
it.each(ORIGINS)('the API refuses every request of a page of the origin %s', async (origin) => {
  for (const [method, path, body] of PATHS) {
    const reply = await send({ method, path, headers: { ...JSON_TYPE, origin }, ...(body ? { body } : {}) });
    expect([path, reply.status]).toStrictEqual([path, 403]);
    expect(reply.body).toContain('foreign-origin');
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toStrictEqual([]);
  }
  expect(await events()).toStrictEqual(recorded);
});

const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain; application/json',
  'application/jsonp',
  '',
];
it.each(TYPES)(
  'the API refuses a body of the type %j, which a page can send without permission',
  async (type) => {
    const headers = { 'content-type': type };
    for (const [method, path, body] of PATHS.filter(([, , sent]) => sent !== undefined)) {
      const reply = await send({ method, path, headers, ...(body ? { body } : {}) });
      expect([path, reply.status]).toStrictEqual([path, 415]);
      expect(reply.body).toMatch(/unsupported-media-type.*content-type must be application\/json/);
    }
    expect(await events()).toStrictEqual(recorded);
  },
);

it('the API answers programs and pages of its own origin, under both of its names', async () => {
  for (const name of ['127.0.0.1', 'localhost', 'LOCALHOST'])
    for (const origin of [{}, { origin: `http://${name}:${port}` }]) {
      const headers = {
        host: `${name}:${port}`,
        'content-type': 'application/json; charset=utf-8',
        ...origin,
      };
      const reply = await send({ method: 'POST', path: '/api/clock', headers, body: '{"advanceSeconds":0}' });
      expect([name, reply.status]).toStrictEqual([name, 200]);
    }
});

it('the embedded database and the fake AWS services refuse web pages, signed or not', async () => {
  const { AWS_ENDPOINT_URL_DYNAMODB = '', AWS_ENDPOINT_URL_KMS = '' } = served.services.environment;
  const headers = { 'x-amz-target': 'DynamoDB_20120810.ListTables', authorization: 'AWS4-HMAC-SHA256 x' };
  const message = { method: 'POST', path: '/', body: '{}' };
  for (const url of [AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_KMS])
    for (const foreign of [{ host: 'rebound.example' }, { origin: 'https://evil.example' }]) {
      const reply = await send({ ...message, headers: { ...headers, ...foreign } }, url);
      expect([foreign, reply.status]).toStrictEqual([foreign, 403]);
    }
});
