import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { announce } from '../../cli/connection.ts';
import { api } from '../../local/http/api.ts';
import { localLambdas } from '../../local/lambdas.ts';
import { type LocalLine, startLine } from '../../local/line.ts';
import { emergencyHere } from '../cli/in-process.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';

/** A gate that holds back deliveries to the projector while stopped. */
const stoppable = () => {
  let resume = () => {};
  let gate = Promise.resolve();
  return {
    passed: () => gate,
    stop: () => {
      gate = new Promise((resolve) => {
        resume = resolve;
      });
    },
    start: () => resume(),
  };
};

const projector = stoppable();
let line: LocalLine;
let server: ReturnType<typeof serve>;
const folder = mkdtempSync(join(tmpdir(), 'projector-stopped-'));

/** The line's API for commands, which end with a request of the board; it would wait for the stopped projector. */
const served = () =>
  new Hono()
    .get('/api/board', (context) => context.json({}))
    .all('*', (context) => api(line).fetch(context.req.raw));

const emergency = (text: string) => emergencyHere(text.split(' '), { EMERGENCY_LINE_DATA: folder });
const json = async (text: string) => JSON.parse((await emergency(`${text} --json`)).out);
const get = async (path: string) => JSON.parse(await (await api(line).request(`/api${path}`)).text());

/** Every command that reads a read model. */
const COMMANDS = ['board', 'admin list', 'history', 'as-of Manila 1m', 'story cli-1'];
const MISSING_EVENTS = { board: 2, 'admin list': 1, history: 1 };

let since: string;
beforeAll(async () => {
  line = await startLine({
    folder: null,
    configFile: CONFIG_FILE,
    log: () => {},
    // Long enough for a projector that runs, and waited out by each request while it is stopped.
    catchUpTimeout: 500,
    lambdas: async (ctx, folder) => {
      const lambdas = await localLambdas(ctx, folder);
      return {
        ...lambdas,
        Project: async (event) => {
          await projector.passed();
          return lambdas.Project(event);
        },
      };
    },
  });
  const url = await new Promise<string>((resolve) => {
    server = serve({ fetch: served().fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
  vi.stubEnv('EMERGENCY_LINE_DATA', folder);
  announce(url, line.id, line.services.environment);
  vi.unstubAllEnvs();
});
afterAll(async () => {
  projector.start();
  server?.close();
  await line?.stop();
});

describe('while the projector keeps up', () => {
  it.each(COMMANDS)('%s is not reported as behind', async (command) => {
    expect((await json(command)).behind).toStrictEqual({ events: 0, since: null });
    expect((await emergency(command)).out).not.toContain('behind');
  });
});

describe('while the projector is stopped', () => {
  beforeAll(async () => {
    projector.stop();
    const set = await json('set Manila --type weather --as ops --reason drill');
    await emergency('admin enroll anna --number +6591110077 --name Anna');
    const { events } = await json('history');
    since = events.find(({ id }: { id: string }) => id === set.event).at;
  });

  it('history reads the log and not the read models', async () => {
    const { out, status } = await emergency('history');
    expect(status).toBe(0);
    expect(out).toMatch(/location\/Manila#1 .*Manila/);
    expect(out).toMatch(/admin\/anna#1 .*anna/);
  });

  it('the board reports how far it is behind, and not that nothing was set up', async () => {
    const { out, status } = await emergency('board');
    expect(status).toBe(0);
    expect(out).toContain(`WARNING: the board is 2 events behind the log, since ${since}`);
    expect(out).not.toContain('ever been set');
  });

  it.each(Object.entries(MISSING_EVENTS))(
    '%s reports in JSON how many events it lacks',
    async (command, events) => {
      const { behind } = await json(command);
      expect(behind).toStrictEqual({ events, since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
    },
  );

  it.each(COMMANDS)('%s reports in its first line that it is behind, and succeeds', async (command) => {
    const { out, status } = await emergency(command);
    expect([out.split('\n')[0], status]).toStrictEqual([
      expect.stringMatching(/^WARNING: .* (1 event|2 events) behind the log, since \d{4}-/),
      0,
    ]);
  });

  it('a refused enrollment reports that the directory is behind', async () => {
    const { err, status } = await emergency('admin enroll bea --number +6591110077 --name Bea');
    expect(status).toBe(2);
    expect(err).toMatch(/number-taken[\s\S]*\nWARNING: the directory .* is 1 event behind the log/);
  });

  it('the API replies in time and reports the same, at every request', async () => {
    const requests = Array.from({ length: 2 }, () => Promise.all([get('/board'), get('/events')]));
    for (const [board, { events, behind }] of await Promise.all(requests)) {
      expect(board).toMatchObject({ board: [], behind: { events: 2, since } });
      expect(behind.events).toBe(MISSING_EVENTS.history);
      expect(events.map(({ stream }: { stream: string }) => stream)).toContain('location/Manila');
    }
  });

  it('a rebuild brings both up to date', async () => {
    await emergency('rebuild');
    expect((await json('board')).behind).toStrictEqual({ events: 0, since: null });
    expect((await emergency('admin list')).out).toMatch(/^anna /m);
  });
});
