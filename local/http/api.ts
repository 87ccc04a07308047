import { type Context, Hono, type Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { withoutDigits } from '../../domain/emergency/index.ts';
import { escapedJson } from '../../domain/ledger/index.ts';
import { sumBehind } from '../../use-cases/queries/behind.ts';
import type { LocalLine } from '../line.ts';
import { events } from './audit.ts';
import { deliveryOf } from './delivery.ts';
import { apiError, BadRequest, failure, NotJson, parseRequest } from './errors.ts';
import { busQuery, clockBody, dialBody, eventsQuery, keysBody, phone } from './requests.ts';

/** @throws NotJson */
const requireJson = ({ req }: Context): void => {
  if (!/^application\/json\s*(;|$)/i.test(req.header('content-type') ?? ''))
    throw new NotJson('the header content-type must be application/json');
};

const json = async (context: Context): Promise<unknown> => {
  requireJson(context);
  try {
    return await context.req.json();
  } catch {
    throw new BadRequest('the body is not JSON');
  }
};

/** Escapes characters that cannot be seen, which old events may contain. */
const escapeReply = async (context: Context, next: Next): Promise<void> => {
  await next();
  context.res = new Response(escapedJson(await context.res.text()), context.res);
};

/** The local HTTP API of docs/api.md. Every error is `{error:{code,message}}`. */
export const api = (line: LocalLine): Hono => {
  const { connect } = line;
  const app = new Hono().basePath('/api');
  app.use(escapeReply);
  app.use(
    bodyLimit({
      maxSize: 65_536,
      onError: (context) => context.json(failure('too-large', 'the body is over 64 KB'), 413),
    }),
  );

  app.get('/', (context) => {
    const endpoints = app.routes.filter(({ method }) => method !== 'ALL');
    const named = endpoints.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    return context.json({ docs: 'docs/api.md', endpoints: [...new Set(named)] });
  });
  app.get('/line', (context) => context.json({ id: line.id, pid: process.pid }));
  app.get('/config', (context) => context.json(line.config));

  // Read your writes: the next request sees the changes of this one on the board.
  app.use('/calls/*', async (_, next) => {
    await next();
    await line.settled();
  });

  app.post('/calls', async (context) =>
    context.json(await connect.dial(parseRequest(dialBody, await json(context))), 201),
  );
  app.post('/calls/:id/keys', async (context) => {
    const { digits } = parseRequest(keysBody, await json(context));
    return context.json(await connect.keys(context.req.param('id'), digits));
  });
  app.post('/calls/:id/wait', async (context) => context.json(await connect.wait(context.req.param('id'))));
  app.post('/calls/:id/hangup', async (context) =>
    context.json(await connect.hangup(context.req.param('id'))),
  );
  app.get('/calls/:id', (context) => context.json(connect.get(context.req.param('id'))));

  app.post('/operate/*', async (context) => {
    requireJson(context);
    const route = context.req.path.replace(/^\/api\/operate\//, '');
    const { status, body } = await line.operate(route, await context.req.text());
    await line.settled();
    return context.json(body, status);
  });

  app.get('/phones/:number/messages', async (context) => {
    const { number } = parseRequest(phone, context.req.param());
    return context.json({ messages: await line.messages(number) });
  });
  app.get('/board', async (context) => {
    const { boardBehind, directoryBehind } = line.queries;
    const board = await line.board();
    return context.json({ board, behind: sumBehind(await boardBehind(), await directoryBehind()) });
  });
  app.get('/bus', async (context) => {
    const { after } = parseRequest(busQuery, context.req.query());
    const { stackName: name } = line.config.deployment;
    const bus = await line.bus();
    return context.json({ name, bus: bus.slice(after).map(deliveryOf(line.config)), next: bus.length });
  });
  app.get('/events', async (context) => {
    const query = parseRequest(eventsQuery(line.config, line.clock.now()), context.req.query());
    const page = await events(line.queries, line.config, query);
    return context.json({ ...page, behind: await line.queries.directoryBehind() });
  });
  app.get('/verify', async (context) => context.json(await line.verify()));
  app.post('/clock', async (context) => {
    // Process pending records first: the stream trims records after 24 hours of this clock.
    await line.settled();
    line.clock.advance(Math.round(parseRequest(clockBody, await json(context)).advanceSeconds * 1000));
    return context.json({ now: new Date(line.clock.now()).toISOString() });
  });

  app.notFound((context) =>
    context.json(
      failure(
        'not-found',
        `${context.req.method} ${withoutDigits(context.req.path)} is not an endpoint of this API; docs/api.md lists them`,
      ),
      404,
    ),
  );
  app.onError((error, context) => {
    const { status, code, message } = apiError(error);
    if (status === 500) line.log('error', 'request failed', { function: 'api', error });
    return context.json(failure(code, message), status);
  });
  return app;
};
