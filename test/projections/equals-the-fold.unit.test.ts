import fc from 'fast-check';
import { expect, it } from 'vitest';
import { admin } from '../../domain/emergency/admin/decide.ts';
import { location } from '../../domain/emergency/location/decide.ts';
import { boardRow } from '../../domain/emergency/read-models.ts';
import { adminStream } from '../../domain/emergency/streams.ts';
import { fold } from '../../domain/ledger/decider.ts';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import type { Item } from '../../domain/ledger/event-store.ts';
import type { BatchResponse } from '../../projections/batch.ts';
import { projectBatch } from '../../projections/project.ts';
import { around } from '../kit/around.ts';
import { change } from '../kit/changes.ts';
import { Crash } from '../kit/crash.ts';
import { revoke, writeEntry } from '../kit/enroll.ts';
import { type MemoryPorts, memoryPorts, shippedConfig } from '../kit/ports.ts';
import { pump } from '../kit/pump.ts';
import { random } from '../kit/random.ts';
import { runs } from '../kit/sample.ts';

const PLACES = ['Manila', 'Sydney', 'Singapore'];
const ADMINS = ['ana', 'ben'];

const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      locationId: fc.constantFrom(...PLACES),
      action: fc.constantFrom('set', 'set', 'remove', 'refused'),
      type: fc.constantFrom('weather', 'fire-alarm'),
    }),
  },
  {
    weight: 1,
    // No two administrators have one number.
    arbitrary: fc
      .record({
        adminId: fc.constantFrom(...ADMINS),
        list: fc.constantFrom('enroll', 'change', 'revoke'),
        number: fc.nat(39),
      })
      .map(({ number, ...entry }) => ({
        ...entry,
        number: `+65911100${number + 10 + 40 * ADMINS.indexOf(entry.adminId)}`,
      })),
  },
);
type Act = typeof act extends fc.Arbitrary<infer Value> ? Value : never;

const perform = async (ports: MemoryPorts, done: Act): Promise<void> => {
  ports.system.advance(1000);
  if ('locationId' in done) return change(ports, done);
  if (done.list === 'revoke') return revoke(ports, done.adminId);
  const { listing } = (await ports.store.head(admin, adminStream(done.adminId))).state;
  return writeEntry(ports, listing.status === 'listed' ? 'change' : 'enroll', done);
};

/** A disordered stream: 15 in 100 records twice or more, each up to four positions early or late. */
const disordered = (items: readonly Item[], below: (bound: number) => number): Item[] =>
  items
    .flatMap((item, index) => {
      const times = below(100) < 15 ? 2 + below(2) : 1;
      return Array.from({ length: times }, (_, n) => ({
        item,
        at: index + below(4) + n * below(10) + below(100) / 100,
      }));
    })
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

/** A projector that fails at some steps, and is killed at some so that its response is lost; rarely enough to end. */
const frail = (ports: MemoryPorts, below: (bound: number) => number) => {
  let crashes = 15;
  const step = () => {
    if (crashes === 0 || below(12) > 0) return;
    crashes -= 1;
    throw new Crash('stopped');
  };
  const { board, directory, store } = ports;
  const failing = {
    ...ports,
    board: { ...board, ...around<typeof board>(['get', 'put'], step, step)(board) },
    directory: { ...directory, ...around<typeof directory>(['put'], step, step)(directory) },
    store: { ...store, ...around<typeof store>(['head'], step, step)(store) },
  };
  return async (event: unknown): Promise<BatchResponse> => {
    const before = crashes;
    const response = await projectBatch(failing, event);
    if (crashes < before && below(2) === 0) throw new Crash('the answer was lost');
    return response;
  };
};

const foldedRow = ({ store: { table } }: MemoryPorts, locationId: string) => {
  const events = table
    .filter(({ pk }) => pk === `location/${locationId}`)
    .map(({ body }) => JSON.parse(body) as StoredEvent);
  const { status } = fold(location, events);
  return status === null ? undefined : boardRow(locationId, events.length, status);
};

/** The administrator's number after these actions, or none. */
const lastNumber = (acts: Act[], adminId: string): string | undefined => {
  const last = acts.filter((done) => 'adminId' in done && done.adminId === adminId).at(-1);
  return last && 'list' in last && last.list !== 'revoke' ? last.number : undefined;
};

it('a projection with duplicates, disorder and crashes between any two steps equals the fold of the log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 60 }), fc.nat(), async (acts, seed) => {
      const ports = memoryPorts(shippedConfig());
      const { below } = random(seed);
      const delivered: Item[] = [];
      const deliver = pump(delivered, frail(ports, below), () => 1 + below(12));
      for (let next = 0; next < acts.length; next += 9) {
        const known = ports.store.table.length;
        for (const done of acts.slice(next, next + 9)) await perform(ports, done);
        // New records, and sometimes one delivered long ago.
        delivered.push(...disordered(ports.store.table.slice(Math.max(0, known - below(5))), below));
        await deliver();
      }
      for (const place of PLACES) expect(ports.board.rows.get(place)).toEqual(foldedRow(ports, place));
      for (const adminId of ADMINS)
        expect(ports.directory.rows.get(adminId)?.number).toBe(lastNumber(acts, adminId));
    }),
    { numRuns: runs(400), seed: 5000 },
  );
});
