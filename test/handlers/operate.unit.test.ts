import { describe, expect, it } from 'vitest';
import { answerOperator } from '../../handlers/answer-operator.ts';
import { eraseRoutes } from '../../handlers/erase.ts';
import { functionUrl } from '../../handlers/function-url.ts';
import { operateRoutes } from '../../handlers/operate.ts';
import { CALLER_ROLES } from '../../handlers/operator-route.ts';
import { configOf } from '../kit/configs.ts';
import { functionUrlEvent, SESSIONS, sessionArn } from '../kit/function-url-event.ts';
import { ANA, memoryLine } from '../kit/line.ts';

const ID = '01KB3ZXA0000000000000000';
const newId = (index: number) => `${ID}${String(index).padStart(2, '0')}`;
const ANNA = sessionArn('Operator', 'anna');

const doors = async () => {
  const line = await memoryLine();
  const handlers = {
    operate: functionUrl(SESSIONS, answerOperator('Operate', operateRoutes, line.ports)),
    erase: functionUrl(SESSIONS, answerOperator('Erase', eraseRoutes, line.ports)),
  };
  const send = async (
    userArn: string,
    path: string,
    body: unknown,
    door: keyof typeof handlers = 'operate',
  ) => {
    const before = line.items.length;
    const reply = await handlers[door](
      functionUrlEvent(userArn, path, typeof body === 'string' ? body : JSON.stringify(body)),
    );
    return { status: reply.statusCode, body: JSON.parse(reply.body), appended: line.items.length - before };
  };
  return { line, handlers, send };
};

const reason = 'the phones are down';
const entry = { number: '+6591230000', name: 'Cara' };
const exported = { query: {}, format: 'log', events: 3, sha256: 'a'.repeat(64), numbers: 'masked' };

/** Every route with a body that it takes. */
const BODIES: Record<string, Record<string, unknown>> = {
  'admin/enroll': { adminId: 'cara', ...entry },
  'admin/change': { adminId: 'ben', name: 'Benny' },
  'admin/revoke': { adminId: 'ben', reason },
  'admin/totp': { adminId: 'ben' },
  'admin/sms': { adminId: 'ben' },
  'admin/reenable': { adminId: 'ben', reason },
  'admin/erase': { adminId: 'ben', basis: 'asked to be forgotten' },
  set: { location: 'Manila', type: 'weather', reason },
  remove: { location: 'Manila', reason },
  'export/unmask': { query: { admin: 'ana' }, reason },
  'export/record': exported,
  probe: {},
  publish: { stream: null, from: 0, to: null },
};
const { config: configRoute, ...writing } = operateRoutes;
const ROUTES = { ...writing, ...eraseRoutes };
const doorOf = (route: string) => (route in eraseRoutes ? 'erase' : 'operate');

it('every route has a body here', () => {
  expect(Object.keys(BODIES).toSorted()).toStrictEqual(Object.keys(ROUTES).toSorted());
});

describe.each(Object.keys(ROUTES))('the route %s', (route) => {
  const body = { ...BODIES[route], id: newId(1) };
  const role = ROUTES[route]?.role ?? '';

  it('appends one event, whose actor is who signed the request', async () => {
    const { line, send } = await doors();
    const done = await send(sessionArn(role, 'anna'), `/${route}`, body, doorOf(route));
    expect(done).toMatchObject({ status: 200, appended: 1, body: { actor: 'operator/anna' } });
    const written = JSON.parse(line.items.at(-1)?.body ?? '{}');
    expect(written).toMatchObject({ id: done.body.event, actor: 'operator/anna', type: done.body.type });
    expect(written.contactId).toMatch(new RegExp(`^(cli|export|drill)-${newId(1)}$`));
  });

  it('appends nothing more when the same request comes again', async () => {
    const { send } = await doors();
    const first = await send(sessionArn(role, 'anna'), `/${route}`, body, doorOf(route));
    const again = await send(sessionArn(role, 'anna'), `/${route}`, body, doorOf(route));
    expect(again).toMatchObject({ status: 200, appended: 0, body: { event: first.body.event } });
    // It finds done what the first one did, so it does not say that nothing was changed.
    expect([first.body.changed, null]).toContainEqual(again.body.changed);
  });

  it.each(CALLER_ROLES.filter((other) => other !== role))('is refused to the role %s', async (other) => {
    const { send } = await doors();
    expect(await send(sessionArn(other, 'anna'), `/${route}`, body, doorOf(route))).toMatchObject({
      status: 403,
      appended: 0,
      body: { error: { code: 'forbidden' } },
    });
  });

  it.each(['actor', 'principal', 'as', 'role', 'at', 'contactId', 'step'])(
    'takes no %s from the request',
    async (field) => {
      const { send } = await doors();
      const forged = { ...body, [field]: 'mallory' };
      expect(await send(sessionArn(role, 'anna'), `/${route}`, forged, doorOf(route))).toMatchObject({
        status: 400,
        appended: 0,
      });
    },
  );

  it('is not reached by the other function', async () => {
    const { send } = await doors();
    const other = doorOf(route) === 'erase' ? 'operate' : 'erase';
    expect(await send(sessionArn(role, 'anna'), `/${route}`, body, other)).toMatchObject({
      status: 404,
      appended: 0,
    });
  });
});

describe('the route config', () => {
  const ask = async (userArn: string, body: unknown = {}) => {
    const { line, send } = await doors();
    return { line, ...(await send(userArn, '/config', body)) };
  };

  it.each(CALLER_ROLES)('replies to the role %s, and appends nothing', async (role) => {
    const { line, status, body, appended } = await ask(sessionArn(role, 'anna'));
    const { deployment: _, ...config } = line.ports.config;
    expect({ status, body, appended }).toStrictEqual({ status: 200, body: { config }, appended: 0 });
    expect(configRoute?.role).toBeNull();
    expect(line.ports.lines.at(-1)).toContain('"function":"Operate","status":"read"');
  });

  it('has no address or number of the people who are notified', async () => {
    const people = { emails: ['anna@example.com'], phones: ['+6590000001'] };
    const config = configOf({ deployment: { notify: people, alarms: people, operators: [] } });
    const line = await memoryLine({ config: () => config });
    const operate = functionUrl(SESSIONS, answerOperator('Operate', operateRoutes, line.ports));
    const { statusCode, body } = await operate(functionUrlEvent(ANNA, '/config', '{}'));
    expect({ statusCode, leaks: /anna@|90000001/.test(body) }).toStrictEqual({
      statusCode: 200,
      leaks: false,
    });
  });

  it.each([
    ['everybody else', 'arn:aws:iam::111122223333:user/anna', {}, 403],
    ['a body with fields', ANNA, { id: newId(1) }, 400],
  ])('refuses %s', async (_, userArn, body, status) => {
    expect(await ask(userArn, body)).toMatchObject({ status, appended: 0 });
  });
});

describe('who signed a request is called', () => {
  it.each([
    ['as the session is, for the trust policy sees to its name', ANNA, 'operator/anna'],
    [
      'so with an e-mail address, as single sign-on has it',
      sessionArn('Operator', 'a.b@example.com'),
      'operator/a.b@example.com',
    ],
    [
      'self-declared, when the name was the person’s to choose',
      sessionArn('Operator', 'self-declared.bob'),
      'operator/self-declared:bob',
    ],
  ])('%s', async (_, userArn, actor) => {
    const { send } = await doors();
    const done = await send(userArn, '/set', { ...BODIES.set, id: newId(1) });
    expect(done.body).toMatchObject({ actor });
    expect(done.status).toBe(200);
  });

  it('the same in the event’s break-glass, which the bus publishes', async () => {
    const { line, send } = await doors();
    await send(sessionArn('Operator', 'self-declared.bob'), '/set', { ...BODIES.set, id: newId(1) });
    expect(JSON.parse(line.items.at(-1)?.body ?? '{}').data.breakGlass).toStrictEqual({
      principal: 'self-declared:bob',
      reason,
    });
  });

  it.each([
    ['a user', 'arn:aws:iam::111122223333:user/anna'],
    ['the account’s root', 'arn:aws:iam::111122223333:root'],
    ['another role', 'arn:aws:sts::111122223333:assumed-role/Admin/anna'],
    ['the same role of another account', ANNA.replace('111122223333', '444455556666')],
    ['another stack’s role', ANNA.replace('EmergencyLine-', 'NightLine-')],
    ['another Region’s role', ANNA.replace('southeast-1', 'southeast-2')],
    ['a function’s own role', ANNA.replace('Operator', 'Project')],
    ['a role whose name begins alike', ANNA.replace('Operator', 'Operator-2')],
    ['a session whose name no event may have', sessionArn('Operator', '_')],
    ['nobody', ''],
  ])('nothing, and is refused, when it is %s', async (_, userArn) => {
    const { send } = await doors();
    expect(await send(userArn, '/set', { ...BODIES.set, id: newId(1) })).toMatchObject({
      status: 403,
      appended: 0,
    });
  });
});

describe('an event that no function URL with IAM authorization sends', () => {
  const good = functionUrlEvent(ANNA, '/set', JSON.stringify({ ...BODIES.set, id: newId(1) }));
  it.each([
    ['without an authorizer', { ...good, requestContext: { ...good.requestContext, authorizer: undefined } }],
    ['with an identity in its body only', { body: { userArn: ANNA } }],
    ['of another payload format', { ...good, version: '1.0' }],
    ['of a flow', { Name: 'ContactFlowEvent', Details: {} }],
    ['that is nothing', null],
  ])('%s, is refused', async (_, event) => {
    const { line, handlers } = await doors();
    const before = line.items.length;
    await expect(handlers.operate(event)).rejects.toThrow();
    expect(line.items).toHaveLength(before);
  });
});

describe('a request is refused with what is wrong', () => {
  it.each<[string, string, unknown, number, RegExp]>([
    ['no JSON', '/set', '{', 400, /not JSON/],
    ['too much', '/set', `"${'x'.repeat(20_000)}"`, 400, /over 16384 characters/],
    ['no id', '/set', BODIES.set, 400, /^id: /],
    ['an id of the caller’s own making', '/set', { ...BODIES.set, id: 'call-1' }, 400, /^id: not a ULID$/],
    ['no reason', '/set', { location: 'Manila', type: 'weather', id: newId(1) }, 400, /^reason: /],
    [
      'a blank reason',
      '/set',
      { ...BODIES.set, reason: ' ', id: newId(1) },
      400,
      /^reason: must be 1 to 200/,
    ],
    [
      'an unknown type',
      '/set',
      { ...BODIES.set, type: 'plague', id: newId(1) },
      400,
      /^type: must be one of/,
    ],
    [
      'an unknown location',
      '/set',
      { ...BODIES.set, location: 'Atlantis', id: newId(1) },
      404,
      /unknown location/,
    ],
    ['an unknown route', '/unset', { id: newId(1) }, 404, /not one of its routes/],
    ['a route of every object', '/toString', { id: newId(1) }, 404, /not one of its routes/],
    [
      'a number that is none',
      '/admin/enroll',
      { adminId: 'cara', name: 'C', number: '91230000', id: newId(1) },
      400,
      /^number: must be an E\.164/,
    ],
    [
      'an id with the number in it',
      '/admin/enroll',
      { ...entry, adminId: '6591230000', id: newId(1) },
      400,
      /must not contain the phone number/,
    ],
    ['nobody to change', '/admin/change', { adminId: 'nobody', id: newId(1) }, 404, /not enrolled/],
    [
      'both ways to unblock',
      '/admin/reenable',
      { adminId: 'ben', by: 'ana', reason, id: newId(1) },
      400,
      /either by or reason/,
    ],
  ])('for %s', async (_, path, body, status, message) => {
    const { line, send } = await doors();
    const done = await send(ANNA, path, body);
    expect(done.body.error.message).toMatch(message);
    expect(line.ports.lines.at(-1)).toContain(`"status":"${done.body.error.code}"`);
    expect(line.ports.lines.join()).not.toMatch(/91230000|Atlantis/);
    expect(done).toMatchObject({ status, appended: 0 });
    expect(JSON.stringify(done.body)).not.toMatch(/91230000/);
  });

  it('by another method than POST', async () => {
    const { handlers } = await doors();
    expect(await handlers.operate(functionUrlEvent(ANNA, '/set', '{}', 'GET'))).toMatchObject({
      statusCode: 404,
    });
  });

  it.each([
    [
      'an unblocking by an unverified administrator',
      'reenable',
      { adminId: 'ben', by: 'ana' },
      'not-verified',
    ],
    ['another administrator’s number', 'enroll', { ...entry, adminId: 'cara', number: ANA }, 'number-taken'],
    ['another administrator’s number', 'change', { adminId: 'ben', number: ANA }, 'number-taken'],
    ['an enrolled administrator', 'enroll', { ...entry, adminId: 'ana' }, 'already-enrolled'],
  ])('for %s in admin/%s, on record', async (_, route, body, why) => {
    const { send } = await doors();
    const done = await send(ANNA, `/admin/${route}`, { ...body, id: newId(1) });
    expect(done).toMatchObject({ status: 409, appended: 1, body: { error: { code: 'refused' } } });
    expect(done.body.error.message).toMatch(new RegExp(`refused: ${why}\\. Recorded as event [0-9A-Z]{26}$`));
    expect(done.body.error.message).not.toContain(ANA);
  });
});

describe('whose a number is decides the log, not the directory', () => {
  it('so that a revoked administrator’s number is free before the directory knows', async () => {
    const { send } = await doors();
    await send(ANNA, '/admin/revoke', { adminId: 'ana', reason, id: newId(1) });
    const done = await send(ANNA, '/admin/enroll', { ...entry, adminId: 'cara', number: ANA, id: newId(2) });
    expect(done).toMatchObject({ status: 200, body: { type: 'AdminEnrolled' } });
  });

  it('so that a forged row keeps no number', async () => {
    const { line, send } = await doors();
    const row = line.ports.directory.rows.get('ana');
    if (row) await line.ports.directory.put({ ...row, adminId: 'mallory', number: entry.number });
    const done = await send(ANNA, '/admin/enroll', { ...entry, adminId: 'cara', id: newId(1) });
    expect(done).toMatchObject({ status: 200, body: { type: 'AdminEnrolled' } });
  });
});

it('what fails inside is logged, and the reply does not quote it', async () => {
  const line = await memoryLine();
  const failing = {
    ...line.ports,
    store: { ...line.ports.store, head: () => Promise.reject(new Error(ANA)) },
  };
  const operate = functionUrl(SESSIONS, answerOperator('Operate', operateRoutes, failing));
  const reply = await operate(
    functionUrlEvent(ANNA, '/set', JSON.stringify({ ...BODIES.set, id: newId(1) })),
  );
  expect(reply).toMatchObject({ statusCode: 500 });
  expect(reply.body + line.ports.lines.join()).not.toContain(ANA);
  expect(line.ports.lines.at(-1)).toContain('"message":"request failed","function":"Operate"');
});

it('the secret of an authenticator is in the reply, and in no log line', async () => {
  const { line, send } = await doors();
  const { body } = await send(ANNA, '/admin/enroll', { ...BODIES['admin/enroll'], totp: true, id: newId(1) });
  expect(body.uri).toMatch(/^otpauth:\/\/totp\//);
  expect(line.ports.lines.join()).not.toContain('otpauth');
});

/** The paths of every text in a body, those within lists and objects too. */
const textsIn = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'string'
    ? [path]
    : Object.entries((value ?? {}) as Record<string, unknown>).flatMap(([key, inner]) =>
        textsIn(inner, [...path, key]),
      );

describe.each(Object.keys(ROUTES))('the route %s refuses characters that cannot be seen', (route) => {
  const body = { ...BODIES[route], id: newId(1) };
  it.each(textsIn(body).map((path) => path.join('.')))('in %s', async (path) => {
    const { send } = await doors();
    const changed = structuredClone(body) as Record<string, unknown>;
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const parent = keys.reduce((at, key) => at[key] as Record<string, unknown>, changed);
    parent[last] = `${parent[last]}\n\u001b[2J\u202e`;
    const done = await send(
      sessionArn(ROUTES[route]?.role ?? '', 'anna'),
      `/${route}`,
      changed,
      doorOf(route),
    );
    expect(done.appended).toBe(0);
    expect([400, 404]).toContain(done.status);
    expect(done.body.error.message).not.toMatch(/\p{Cc}|\u202e/u);
  });
});
