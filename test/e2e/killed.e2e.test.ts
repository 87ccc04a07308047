import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { client } from '../../cli/client.ts';
import { location } from '../../domain/emergency/location/decide.ts';
import { type BoardRow, boardRow } from '../../domain/emergency/read-models.ts';
import { fold } from '../../domain/ledger/decider.ts';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import { shippedConfig } from '../kit/ports.ts';
import { random } from '../kit/random.ts';
import { runs } from '../kit/sample.ts';
import { command } from './command.ts';
import { type Below, type Claim, load } from './load.ts';
import { killedWhileStarting, newFolder, type RunningLine, startProcess } from './product.ts';

/** KILLS=40 KILL_SEED=7 npx vitest run --project e2e killed: a longer run, or another. */
const ROUNDS = Number(process.env.KILLS ?? runs(3));
const SEED = Number(process.env.KILL_SEED ?? 20261122);

const folder = newFolder();
const LINE_CONFIG = join(newFolder(), 'line.config.json');
const config = shippedConfig();
const often = { sendsPerTenMinutes: 20, sendsPerDay: 50, failedChallengesBeforeWait: 10 };
writeFileSync(LINE_CONFIG, JSON.stringify({ ...config, pin: { ...config.pin, ...often } }));

const get = async <Answer>({ url }: RunningLine, path: string) =>
  (await (await fetch(`${url}/api${path}`)).json()) as Answer;

const allEvents = async (line: RunningLine): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const from: string = cursor && `&cursor=${cursor}`;
    const page = await get<{ events: StoredEvent[]; cursor: string; more: boolean }>(
      line,
      `/events?limit=1000${from}`,
    );
    events.push(...page.events);
    cursor = page.more ? page.cursor : null;
  }
  return events;
};

/** The board as the fold of the log has it. */
const foldedBoard = (events: readonly StoredEvent[]): BoardRow[] =>
  config.locations
    .flatMap(({ id }) => {
      const own = events.filter(({ stream }) => stream === `location/${id}`).sort((a, b) => a.seq - b.seq);
      const { status } = fold(location, own);
      return status ? [boardRow(id, own.length, status)] : [];
    })
    .sort((a, b) => (a.location < b.location ? -1 : 1));

const published = async (line: RunningLine): Promise<Set<string>> => {
  const { bus } = await get<{ bus: { detail: { id: string } }[] }>(line, '/bus');
  return new Set(bus.map(({ detail }) => detail.id));
};

/** What was acknowledged and is not in the log, claim by claim. */
const lost = (claims: readonly Claim[], events: readonly StoredEvent[]): Claim[] => {
  const left = events.slice();
  return claims.filter(({ contact, types }) => {
    const found = left.findIndex(({ contactId, type }) => contactId === contact && types.includes(type));
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
};

/** Nothing acknowledged is missing; board and bus have caught up with the log, and every chain holds. */
const check = async (running: RunningLine, claims: readonly Claim[]): Promise<void> => {
  const events = await allEvents(running);
  const ids = await published(running);
  expect(lost(claims, events)).toStrictEqual([]);
  expect(await get(running, '/board')).toStrictEqual({
    board: foldedBoard(events),
    behind: { events: 0, since: null },
  });
  expect(events.map(({ id }) => id).filter((id) => !ids.has(id))).toStrictEqual([]);
  expect(await get(running, '/verify')).toMatchObject({ ok: true, events: events.length });
};

/** Loads the line until so many more answers have made a claim, and kills it while others are being answered. */
const killUnderLoad = async (running: RunningLine, below: Below, claims: Claim[]): Promise<void> => {
  const enough = claims.length + 5 + below(25);
  await new Promise<void>((resolve) => {
    void load(client(running.url), below, (claim) => {
      if (claims.push(claim) === enough) resolve();
    });
  });
  await after(below(30));
  await running.kill('SIGKILL');
};

it(
  `a line killed at any moment under load has lost nothing it acknowledged (seed ${SEED}, ${ROUNDS} times)`,
  async () => {
    const { below } = random(SEED);
    const claims: Claim[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const running = await startProcess(folder, { LINE_CONFIG });
      await check(running, claims);
      await client(running.url).advanceClock(3601);
      await killUnderLoad(running, below, claims);
    }
    const last = await startProcess(folder, { LINE_CONFIG });
    await check(last, claims);
    expect(await last.kill('SIGTERM')).toBe(0);
    const verified = await command(['verify', '--json'], { EMERGENCY_LINE_DATA: folder, LINE_CONFIG });
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(claims.length).toBeGreaterThan(5 * ROUNDS);
  },
  60_000 + 20_000 * ROUNDS,
);

it(`a line killed while it starts for the first time starts all the same (seed ${SEED})`, async () => {
  const { below } = random(SEED);
  const young = newFolder();
  for (let round = 0; round < runs(3); round += 1) await killedWhileStarting(young, 300 + below(900));
  const running = await startProcess(young);
  await check(running, []);
  const { events } = await get<{ events: StoredEvent[] }>(running, '/events');
  expect(events.map(({ stream, type }) => `${type} ${stream}`)).toStrictEqual([
    'AdminEnrolled admin/admin-1',
    'AdminEnrolled admin/admin-2',
    'AdminEnrolled admin/admin-3',
  ]);
  expect(await running.kill('SIGTERM')).toBe(0);
});
