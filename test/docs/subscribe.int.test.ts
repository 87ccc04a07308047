import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Delivery, type LineEvent, type Memory, subscriber } from '../../docs/subscribe/consumer.ts';
import { locationStatus } from '../../docs/subscribe/location-status.ts';
import type { BoardRow } from '../../domain/emergency/read-models.ts';
import { type LocalLine, startLine } from '../../local/line.ts';
import { breakGlass } from '../kit/break-glass.ts';
import { random } from '../kit/random.ts';

let line: LocalLine;
let published: Delivery[];
let board: BoardRow[];

/** Forty changes at three locations, published over the wire to the local bus. */
beforeAll(async () => {
  line = await startLine({ folder: null, configFile: 'line.config.json', log: () => {} });
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

/** What is asked for again, from all that was published: as a replay of the archive would deliver it. */
const replayed = ({ stream, from, to }: { stream: string; from: number; to: number }): Delivery[] =>
  published
    .filter(({ detail }) => detail.stream === stream && detail.seq >= from && detail.seq <= to)
    .map((delivery) => ({ ...delivery, 'replay-name': 'again' }));

/** The bus at its worst: a tenth of the deliveries lost, a sixth twice, and none in its place. */
const atWorst = (seed: number): Delivery[] => {
  const { below } = random(seed);
  return published
    .filter(() => below(10) > 0)
    .flatMap((delivery) => (below(6) === 0 ? [delivery, delivery] : [delivery]))
    .map((delivery) => ({ delivery, place: below(1_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ delivery }) => delivery);
};

/** The last event of every stream, delivered at last. */
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
    const kept = watched(memory);
    const asked: Delivery[] = [];
    const deliver = subscriber(kept.memory, async (missing) => void asked.push(...replayed(missing)));
    const receive = async (deliveries: Delivery[]) => {
      for (const delivery of deliveries) await deliver(delivery);
      for (const delivery of asked.splice(0)) await deliver(delivery);
    };
    await receive(atWorst(seed));
    expect(early.size).toBe(0);
    // Of a stream's last events, lost, nobody can know before its next one comes.
    await receive(lastOfEach());

    for (const stream of new Set(kept.applied.map((event) => event.stream))) {
      const numbers = kept.applied.filter((event) => event.stream === stream).map(({ seq }) => seq);
      expect(numbers).toStrictEqual(numbers.map((_, index) => index + 1));
    }
    expect(kept.applied).toHaveLength(published.length);
    expect([...statuses].sort()).toStrictEqual(board.map((row) => [row.location, statusOf(row)]));
  },
);

it('an event that waits has those before it asked for, by number and by time', async () => {
  const [first, second, third] = published.filter(({ detail }) => detail.stream === 'location/Manila');
  if (!first || !second || !third) throw new Error('Manila has fewer than three events');
  const asked: object[] = [];
  const deliver = subscriber(locationStatus().memory, async (missing) => void asked.push(missing));
  await deliver(first);
  await deliver(third);
  expect(asked).toStrictEqual([
    { stream: 'location/Manila', from: 2, to: 2, after: first.detail.at, before: third.detail.at },
  ]);
});

it('the page shows the consumer as it was tested', () => {
  const page = readFileSync('docs/subscribe.md', 'utf8');
  for (const file of ['consumer.ts', 'location-status.ts'])
    expect(page).toContain(`\`\`\`ts\n${readFileSync(`docs/subscribe/${file}`, 'utf8')}\`\`\``);
});
