import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { client } from '../../cli/client.ts';
import { serveLine } from '../kit/served-line.ts';
import { ADMIN_LINE, AISHA, CUSTOMER_LINE, prove } from './callers.ts';

const served = await serveLine(null);
const line = client(served.url);
const failure = z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }) });

const headers = { 'content-type': 'application/json' };
type Request = [method: string, path: string, body?: string];
type Refusal = [status: number, code: string, says: RegExp];

/** Sends the request and holds the answer to the API's form of an error, with no stack, no PIN and no number in it. */
const refuses = async ([method, path, body]: Request, [status, code, says]: Refusal): Promise<void> => {
  const response = await fetch(
    `${served.url}${path}`,
    body === undefined ? { method } : { method, headers, body },
  );
  const text = await response.text();
  const { error } = failure.parse(JSON.parse(text));
  expect({ status: response.status, code: error.code }).toStrictEqual({ status, code });
  expect(error.message).toMatch(says);
  expect(text.replaceAll('+6591110001', '')).not.toMatch(/\d{5}|\bat .*:\d+:\d+/);
};

const dial = (body: unknown): Request => ['POST', '/api/calls', JSON.stringify(body)];
const bad = (says: RegExp): Refusal => [400, 'bad-request', says];
const CALL = { from: AISHA, to: ADMIN_LINE };
const DIALS: [what: string, Request, Refusal][] = [
  ['no body', ['POST', '/api/calls', ''], bad(/the body is not JSON/)],
  ['half of one', ['POST', '/api/calls', '{"from":"+6598887777"'], bad(/the body is not JSON/)],
  ['null', dial(null), bad(/must be an object, not null/)],
  ['a list', dial([]), bad(/must be an object, not a list/)],
  ['a text', dial('+6598887777'), bad(/must be an object, not a text/)],
  ['no numbers', dial({}), bad(/from: .*; to: /)],
  ['numbers as numbers', dial({ from: 6598887777, to: 6568000001 }), bad(/from: .*not a number/)],
  ['nested numbers', dial({ ...CALL, from: { number: '+6598887777' } }), bad(/from: .*not an object/)],
  ['a field too many', dial({ ...CALL, '+6598887777': 1 }), bad(/has an unknown field: "\+…"/)],
  [
    '__proto__',
    ['POST', '/api/calls', '{"__proto__":{"from":"+6598887777"},"to":"+6568000001"}'],
    bad(/"__proto__"/),
  ],
  ['constructor', dial({ ...CALL, constructor: { prototype: 1 } }), bad(/"constructor"/)],
  ['a caller of letters', dial({ ...CALL, from: 'the boss' }), [400, 'bad-number', /E\.164 number such as/]],
  ['a caller of unicode digits', dial({ ...CALL, from: '+٦٥٩٨٨٨٧٧٧٧' }), [400, 'bad-number', /or anonymous/]],
  [
    'a caller without end',
    dial({ ...CALL, from: `+${'9'.repeat(50)}` }),
    bad(/from: must have at most 40 characters/),
  ],
  [
    'a number not in use',
    dial({ ...CALL, to: '+6598887777' }),
    [404, 'number-not-in-use', /not one of this line's numbers/],
  ],
  [
    'a prototype key as number',
    dial({ ...CALL, to: '__proto__' }),
    [404, 'number-not-in-use', /not one of this line's numbers/],
  ],
  ['a huge body', dial({ ...CALL, from: '9'.repeat(70_000) }), [413, 'too-large', /over 64 KB/]],
];

describe('a dial', () => {
  it.each(DIALS)('with %s is rejected', (_, request, refusal) => refuses(request, refusal));
});

const UNKNOWN: Refusal = [404, 'unknown-call', /There is no call with that id/];
const OTHERS: [what: string, Request, Refusal][] = [
  ['keys in an unknown call', ['POST', '/api/calls/6598887777/keys', '{"digits":"1"}'], UNKNOWN],
  ['keys in __proto__', ['POST', '/api/calls/__proto__/keys', '{"digits":"1"}'], UNKNOWN],
  ['a hang-up of an unknown call', ['POST', '/api/calls/x/hangup'], UNKNOWN],
  ['a look at an unknown call', ['GET', '/api/calls/x'], UNKNOWN],
  ['the texts of no phone', ['GET', '/api/phones/98887777/messages'], bad(/number: not an E\.164 number/)],
  ['the texts of __proto__', ['GET', '/api/phones/__proto__/messages'], bad(/number: not an E\.164 number/)],
  ['a foreign cursor', ['GET', '/api/events?cursor=42'], bad(/cursor: not a cursor of this API/)],
  ['a page of none', ['GET', '/api/events?limit=0'], bad(/limit: /)],
  ['a time that is none', ['GET', '/api/events?from=whenever'], bad(/from: not a time; use one such as 2h/)],
  [
    '31 February',
    ['GET', '/api/events?from=2026-02-31T14:07:00Z'],
    bad(/from: not a day and time that exist/),
  ],
  ['24 o’clock', ['GET', '/api/events?to=2026-02-28T24:00:00Z'], bad(/to: not a day and time that exist/)],
  [
    'a + that was lost',
    ['GET', '/api/events?from=2026-03-03T14:07:00+08:00'],
    bad(/from: missing the \+ .*%2B/),
  ],
  [
    'an unknown location',
    ['GET', '/api/events?location=Oz'],
    bad(/location: unknown "Oz"; use one of .*Manila/),
  ],
  [
    'a cursor of another query',
    ['GET', '/api/events?cursor=stream-1'],
    bad(/cursor: belongs to another query/),
  ],
  ['a stream that is none', ['GET', '/api/events?stream=Manila'], bad(/stream: not admin/)],
  ['an unknown filter', ['GET', '/api/events?6598887777=1'], bad(/has an unknown field: "…"/)],
  ['a clock that goes back', ['POST', '/api/clock', '{"advanceSeconds":-1}'], bad(/advanceSeconds: /)],
  ['a clock of text', ['POST', '/api/clock', '{"advanceSeconds":"1"}'], bad(/must be a number, not a text/)],
  [
    'an unknown call of the API',
    ['GET', '/api/board/6598887777'],
    [404, 'not-found', /GET \/api\/board\/… is not an endpoint of this API; docs\/api\.md lists them/],
  ],
  ['a wrong method', ['DELETE', '/api/board'], [404, 'not-found', /DELETE \/api\/board/]],
  ['no path', ['GET', '/'], [404, 'not-found', /GET \/ is not an endpoint/]],
];

describe('a request', () => {
  it.each(OTHERS)('for %s is rejected', (_, request, refusal) => refuses(request, refusal));

  it('that would advance the clock over a hundred years is rejected without changing it', async () => {
    const ten = JSON.stringify({ advanceSeconds: 10 * 365 * 86_400 - 1 });
    const other = await serveLine(null);
    const advance = () => fetch(`${other.url}/api/clock`, { method: 'POST', headers, body: ten });
    for (let decade = 0; decade < 10; decade += 1) expect((await advance()).status).toBe(200);
    const before = other.clock.now();
    expect(failure.parse(await (await advance()).json()).error.message).toMatch(/a hundred years/);
    expect(other.clock.now() - before).toBeLessThan(60_000);
    expect(await client(other.url).verify()).toMatchObject({ ok: true });
  });
});

const KEYS: [what: string, digits: unknown][] = [
  ['none', ''],
  ['letters', '12a'],
  ['unicode digits', '١٢٣٤٥٦'],
  ['blanks', '1 2'],
  ['too many', '1'.repeat(65)],
  ['a number', 123456],
  ['null', null],
];

describe('a call', () => {
  it.each(KEYS)('rejects keys that are %s, and continues', async (_, digits) => {
    const { callId } = await line.dial('+6581230000', CUSTOMER_LINE);
    const keys = (body: unknown): Request => ['POST', `/api/calls/${callId}/keys`, JSON.stringify(body)];
    await refuses(keys({ digits }), bad(/digits: /));
    await refuses(keys({}), bad(/digits: /));
    expect((await line.keys(callId, '1')).said.join(' ')).toContain('The Singapore contact centre');
    await refuses(keys({ digits: '1' }), [409, 'call-ended', /The call has ended; dial again/]);
  });

  it('that has ended rejects silence too, and can be hung up again', async () => {
    const { callId } = await line.dial('+6581230000', CUSTOMER_LINE);
    await line.hangup(callId);
    await refuses(['POST', `/api/calls/${callId}/wait`], [409, 'call-ended', /dial again/]);
    expect(await line.hangup(callId)).toMatchObject({ state: 'ended' });
  });

  it.each(['anonymous', '', '123', '+999999999999999'])(
    'from %j is an unknown caller, and is recorded',
    async (from) => {
      const { callId, said, state } = await line.dial(from, ADMIN_LINE);
      expect({ state, said: said[0] }).toMatchObject({
        state: 'ended',
        said: expect.stringContaining('call back'),
      });
      const events = (await line.events()).filter(({ contactId }) => contactId === callId);
      const reason = from.startsWith('+') ? 'not-listed' : 'malformed';
      expect(events).toMatchObject([{ type: 'CallerRefused', data: { reason } }]);
    },
  );

  it('in which 64 keys, stars and hashes are typed as the PIN is not verified, and the line still responds', async () => {
    const { callId } = await line.dial(AISHA, ADMIN_LINE);
    for (const keys of ['*'.repeat(64), '#', '#', '#']) {
      const { state } = await line.keys(callId, keys);
      if (state === 'ended') break;
    }
    expect(await line.board()).toStrictEqual([]);
    expect((await prove(line, '+6591110002')).said.join(' ')).toContain('Which contact centre');
  });
});

it('the line logs no error and no number for these requests', () => {
  expect(served.lines.filter((text) => text.includes('"error"'))).toStrictEqual([]);
  expect(served.lines.join('').replaceAll(/"contactId":"[^"]+"/g, '')).not.toMatch(/\d{7}/);
});
