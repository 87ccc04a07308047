import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Delivery, type LineEvent, type Memory, subscriber } from '../../docs/subscribe/consumer.ts';
import { locationStatus } from '../../docs/subscribe/location-status.ts';
import { faultsOf } from '../../docs/subscribe/validate.ts';
import type { BoardRow } from '../../domain/emergency/read-models.ts';
import { deliveryOf } from '../../local/http/delivery.ts';
import { type LocalLine, startLine } from '../../local/line.ts';
import { breakGlass } from '../kit/break-glass.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { random } from '../kit/random.ts';
import { skipped } from '../kit/skipped.ts';

let line: LocalLine;
let published: Delivery[];
let board: BoardRow[];

/** Forty changes at three locations, published to the local bus. */
beforeAll(async () => {
  line = await startLine({ folder: null, configFile: CONFIG_FILE, log: () => {} });
  const { below } = random(1);
  for (let act = 0; act < 40; act += 1) {
    const locationId = ['Singapore', 'Manila', 'Sydney'][below(3)] ?? 'Manila';
    const action = below(2) === 0 ? 'set' : 'remove';
    const change = {
      locationId,
      action,
      emergencyType: action === 'set' ? 'weather' : null,
      reason: 'drill',
    } as const;
    await breakGlass(
      { ...line.ctx, store: line.store },
      { principal: 'ops', actionId: `act-${act}` },
      change,
    );
  }
  board = await line.board();
  published = (await line.bus()).map(({ detailType, detail }) => ({
    'detail-type': detailType,
    detail: detail as LineEvent,
  }));
});
afterAll(() => line?.stop());

/** The requested events, as a replay of the archive delivers them. */
const replayed = ({ stream, from, to }: { stream: string; from: number; to: number }): Delivery[] =>
  published
    .filter(({ detail }) => detail.stream === stream && detail.seq >= from && detail.seq <= to)
    .map((delivery) => ({ ...delivery, 'replay-name': 'again' }));

/** The bus at its worst: a tenth of the deliveries lost, a sixth duplicated, all reordered. */
const atWorst = (seed: number): Delivery[] => {
  const { below } = random(seed);
  return published
    .filter(() => below(10) > 0)
    .flatMap((delivery) => (below(6) === 0 ? [delivery, delivery] : [delivery]))
    .map((delivery) => ({ delivery, order: below(1_000) }))
    .sort((a, b) => a.order - b.order)
    .map(({ delivery }) => delivery);
};

/** The last event of every stream. */
const lastOfEach = (): Delivery[] => [
  ...new Map(published.map((delivery) => [delivery.detail.stream, delivery])).values(),
];

const watched = (memory: Memory) => {
  const applied: LineEvent[] = [];
  const apply = async (event: LineEvent) => {
    applied.push(event);
    await memory.apply(event);
  };
  return { applied, memory: { ...memory, apply } };
};

const statusOf = ({ emergency, emergencyType, updatedAt }: BoardRow) => ({
  emergency,
  type: emergency ? emergencyType : null,
  since: updatedAt,
});

it.each(Array.from({ length: 25 }, (_, seed) => seed))(
  'a subscriber of docs/subscribe.md applies every event once, in order, and sees the board (seed %d)',
  async (seed) => {
    const { memory, statuses, early } = locationStatus();
    const recorded = watched(memory);
    const requested: Delivery[] = [];
    const deliver = subscriber(recorded.memory, async (missing) => void requested.push(...replayed(missing)));
    const receive = async (deliveries: Delivery[]) => {
      for (const delivery of deliveries) await deliver(delivery);
      for (const delivery of requested.splice(0)) await deliver(delivery);
    };
    await receive(atWorst(seed));
    expect(early.size).toBe(0);
    // The loss of a stream's last events is detected only when its next one arrives.
    await receive(lastOfEach());

    for (const stream of new Set(recorded.applied.map((event) => event.stream))) {
      const numbers = recorded.applied.filter((event) => event.stream === stream).map(({ seq }) => seq);
      expect(numbers).toStrictEqual(numbers.map((_, index) => index + 1));
    }
    expect(recorded.applied).toHaveLength(published.length);
    expect([...statuses].sort()).toStrictEqual(board.map((row) => [row.location, statusOf(row)]));
  },
);

it('a subscriber requests the events missing before an early one, by number and by time', async () => {
  const [first, second, third] = published.filter(({ detail }) => detail.stream === 'location/Manila');
  if (!first || !second || !third) throw new Error('Manila has fewer than three events');
  const requested: object[] = [];
  const deliver = subscriber(locationStatus().memory, async (missing) => void requested.push(missing));
  await deliver(first);
  await deliver(third);
  expect(requested).toStrictEqual([
    { stream: 'location/Manila', from: 2, to: 2, after: first.detail.at, before: third.detail.at },
  ]);
});

it('docs/subscribe.md shows its examples as tested', () => {
  const page = readFileSync('docs/subscribe.md', 'utf8');
  for (const file of ['consumer.ts', 'location-status.ts', 'fifo-stack.ts', 'validate.ts', 'validate.py'])
    expect(page).toContain(
      `\`\`\`${file.slice(-2)}\n${readFileSync(`docs/subscribe/${file}`, 'utf8')}\`\`\``,
    );
});

describe('an event on the bus', () => {
  type Event = ReturnType<ReturnType<typeof deliveryOf>>;
  const events = async (): Promise<Event[]> => (await line.bus()).map(deliveryOf(line.config));
  const changed = (event: Event, detail: object): Event => ({
    ...event,
    detail: { ...event.detail, ...detail },
  });
  const inPython = (all: readonly Event[]) => {
    const input = all.map((event) => JSON.stringify(event)).join('\n');
    const { stdout, stderr } = spawnSync('python3', ['docs/subscribe/validate.py'], {
      input,
      encoding: 'utf8',
    });
    return { stdout, stderr };
  };

  const isInstalled = spawnSync('python3', ['-c', 'import jsonschema']).status === 0;
  if (!isInstalled)
    skipped('schemas of events in Python, which need its package jsonschema', 'pip install jsonschema');

  /** All events, and each as a later version may publish it, with more fields. */
  const withLater = async () => {
    const all = await events();
    return [...all, ...all.map((event) => ({ ...changed(event, { schema: 99, later: true }), later: true }))];
  };

  it('matches its schema, and so does one of a later version with more fields, by Ajv', async () => {
    for (const event of await withLater()) expect(faultsOf(event)).toStrictEqual([]);
  });

  it.skipIf(!isInstalled)('matches its schema, and so does one of a later version, in Python', async () => {
    const all = await withLater();
    const samples = [...new Map(all.map((event) => [event['detail-type'], event])).values()];
    expect(inPython([...samples, ...all.slice(0, 5)])).toStrictEqual({ stdout: '', stderr: '' });
    const faulty = changed(samples[0] ?? expect.fail('there is no event'), { seq: 'seven', hash: undefined });
    expect(inPython([faulty]).stdout).toMatch(/\$\.detail.*'hash' is a required property/);
    expect(inPython([faulty]).stdout).toContain('$.detail.seq');
  });

  it('does not match without a field, or with one of another kind', async () => {
    const [event] = await events();
    if (!event) throw new Error('there is no event');
    const faulty = changed(event, { seq: 'seven', hash: undefined });
    expect(faultsOf(faulty)).toHaveLength(1);
  });
});
