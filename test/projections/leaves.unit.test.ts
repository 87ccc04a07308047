import { describe, expect, it } from 'vitest';
import { location } from '../../domain/emergency/location/decide.ts';
import type { Leaf } from '../../domain/ledger/proof/leaf-log.ts';
import { appendLeaves, appendMissingLeaves } from '../../projections/leaves.ts';
import { change } from '../kit/changes.ts';
import { filled, MANILA, meta, numbered } from '../kit/contracts/store-story.ts';
import { memoryLine } from '../kit/line.ts';
import { START } from '../kit/moving-system.ts';
import { memoryPorts, shippedConfig } from '../kit/ports.ts';
import { random } from '../kit/random.ts';
import { turn } from '../kit/system.ts';

const eventsOf = (leaves: readonly Leaf[]) => leaves.map(({ stream, seq }) => `${stream}#${seq}`);
const ports = () => memoryPorts(shippedConfig());

describe('appendLeaves', () => {
  it('appends a leaf for each event of the streams: the event’s own hash, in the stream’s order', async () => {
    const { store, leaves, sha256 } = ports();
    await filled(store, MANILA, 3);
    await appendLeaves({ store, leaves, sha256 }, new Map([[MANILA, 3]]));
    expect(leaves.all).toEqual(
      store.table.map(({ pk, sk, id, hash }, index) => ({
        index,
        leafHash: hash,
        stream: pk,
        seq: sk,
        id,
      })),
    );
  });

  it('is idempotent, and includes earlier events without a leaf', async () => {
    const { store, leaves, sha256 } = ports();
    await filled(store, MANILA, 4);
    for (const seq of [3, 3, 1, 4]) await appendLeaves({ store, leaves, sha256 }, new Map([[MANILA, seq]]));
    expect(eventsOf(leaves.all)).toEqual([1, 2, 3, 4].map((seq) => `${MANILA}#${seq}`));
  });

  it.each([1, 2, 3, 4, 5])('appends one leaf per event, whatever is interleaved (seed %i)', async (seed) => {
    const { store, leaves, sha256 } = ports();
    const streams = [MANILA, 'location/Sydney', 'location/Singapore'];
    for (const stream of streams) await filled(store, stream, 4);
    const { below } = random(seed);
    const wait = async () => {
      for (let left = below(5); left > 0; left -= 1) await turn();
    };
    const slow = {
      ...leaves,
      next: async () => {
        await wait();
        return leaves.next();
      },
      sequencedTo: async (stream: string) => {
        await wait();
        return leaves.sequencedTo(stream);
      },
      append: async (given: Iterable<Leaf>) => {
        for (const leaf of given) {
          await wait();
          if (!(await leaves.append([leaf]))) return false;
        }
        await wait();
        return true;
      },
    };
    const reached = new Map(streams.map((stream) => [stream, 4]));
    await Promise.all([1, 2, 3].map(() => appendLeaves({ store, leaves: slow, sha256 }, reached)));
    expect(eventsOf(leaves.all).toSorted()).toEqual(
      streams.flatMap((stream) => [1, 2, 3, 4].map((seq) => `${stream}#${seq}`)).toSorted(),
    );
    for (const stream of streams)
      expect(leaves.all.filter((leaf) => leaf.stream === stream).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('reads many streams at a time and many events of each, and omits none', async () => {
    const { store, leaves, sha256 } = ports();
    const reached = new Map<string, number>();
    for (let place = 1; place <= 30; place += 1) {
      const [stream, events] = [`location/L${place}`, place === 26 ? 201 : 1];
      await filled(store, stream, events);
      reached.set(stream, events);
    }
    await appendLeaves({ store, leaves, sha256 }, reached);
    expect(eventsOf(leaves.all).toSorted()).toEqual(
      store.table.map(({ pk, sk }) => `${pk}#${sk}`).toSorted(),
    );
    const long = leaves.all.filter(({ stream }) => stream === 'location/L26');
    expect(long.map(({ seq }) => seq)).toEqual(Array.from({ length: 201 }, (_, index) => index + 1));
  });

  it('appends no leaf for an event that does not match its hash', async () => {
    const { store, leaves, sha256 } = ports();
    await filled(store, MANILA, 2);
    const second = store.table[1];
    if (second) second.body = second.body.replace('Emergency 2.', 'Emergency 9.');
    await expect(appendLeaves({ store, leaves, sha256 }, new Map([[MANILA, 2]]))).rejects.toThrow(
      'location/Manila event 2 does not match its hash: it was changed in the table, and nothing is signed on top of it. Run: emergency verify',
    );
    expect(eventsOf(leaves.all)).toEqual([`${MANILA}#1`]);
  });
});

describe('appendMissingLeaves', () => {
  it('finds the events the projector missed since, and reads no more', async () => {
    const { store, leaves, sha256 } = ports();
    await filled(store, MANILA, 3);
    await appendMissingLeaves({ store, leaves, sha256 }, START, START + 86_400_000);
    expect(eventsOf(leaves.all)).toEqual([1, 2, 3].map((seq) => `${MANILA}#${seq}`));
    await filled(store, 'location/Sydney', 1);
    await appendMissingLeaves({ store, leaves, sha256 }, START + 700_000, START + 700_000);
    expect(leaves.all.length).toBe(3);
  });

  it('reads the whole table once, not every day, when the last run was long ago', async () => {
    const { store, leaves, sha256 } = ports();
    await filled(store, MANILA, 2);
    const never = { ...store, day: () => Promise.reject(new Error('a day was read')) as never };
    await appendMissingLeaves({ store: never, leaves, sha256 }, START, START + 100 * 366 * 86_400_000);
    expect(leaves.all.length).toBe(2);
  });

  it('reads the whole table when there is no checkpoint', async () => {
    const { store, leaves, sha256 } = ports();
    await filled(store, MANILA, 2);
    await filled(store, 'location/Sydney', 2);
    await appendMissingLeaves({ store, leaves, sha256 }, null, START);
    expect(leaves.all.length).toBe(4);
  });

  it('finds the next event of a stream that a clock days ahead has written, and that one with it', async () => {
    const { store, leaves, sha256 } = ports();
    const head = await filled(store, MANILA, 1);
    const dated = await store.append(location, head, numbered(2), meta(2, 3 * 86_400));
    if (dated.kind === 'appended') await store.append(location, dated.head, numbered(3), meta(3, 60));
    await appendMissingLeaves({ store, leaves, sha256 }, START, START + 120_000);
    expect(eventsOf(leaves.all)).toEqual([1, 2, 3].map((seq) => `${MANILA}#${seq}`));
  });

  it('reads the whole table when the last run was on a clock that is ahead', async () => {
    const { store, leaves, sha256 } = ports();
    await filled(store, MANILA, 2);
    await appendMissingLeaves({ store, leaves, sha256 }, START + 8 * 3_600_000, START + 60_000);
    expect(leaves.all.length).toBe(2);
  });
});

describe('the projector', () => {
  it('appends a leaf for every event of its batches', async () => {
    const line = await memoryLine();
    await change(line.ports, { locationId: 'Manila', action: 'set' });
    await line.catchUp();
    expect(eventsOf(line.ports.leaves.all).toSorted()).toEqual(
      line.items.map(({ pk, sk }) => `${pk}#${sk}`).toSorted(),
    );
  });

  it('leaves a large batch to SignCheckpoint: the board comes first', async () => {
    const line = await memoryLine();
    const before = line.ports.leaves.all.length;
    await filled(line.ports.store, MANILA, 26);
    await line.catchUp();
    expect(line.ports.board.rows.get('Manila')?.seq).toBe(26);
    expect(line.ports.leaves.all.length).toBe(before);
    await appendMissingLeaves(line.ports, null, line.ports.system.now());
    expect(line.ports.leaves.all.length).toBe(before + 26);
  });

  it('writes the board even when the leaves cannot be written', async () => {
    const line = await memoryLine();
    line.ports.leaves.next = async () => {
      throw new Error('no table');
    };
    await change(line.ports, { locationId: 'Manila', action: 'set' });
    await line.catchUp();
    expect(line.ports.board.rows.get('Manila')?.emergency).toBe(true);
    expect(line.ports.lines.some((text) => text.includes('failed to append Merkle leaves'))).toBe(true);
  });
});
