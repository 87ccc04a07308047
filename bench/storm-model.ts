import { memoryFailedRecords } from '../adapters/folder-failed-records.ts';
import { sha256 } from '../adapters/sha256.ts';
import type { BoardRow } from '../domain/emergency/index.ts';
import { type Leaf, leafHash, type StoredEvent } from '../domain/ledger/index.ts';
import { CONSUMERS } from '../projections/consumers.ts';
import { type ProjectPorts, projectBatch } from '../projections/project.ts';
import { publishBatch } from '../projections/publish.ts';
import { type Arrival, arrivals, type Load } from './storm-arrivals.ts';

/** The inputs of the model; times in milliseconds. */
export type Storm = Load & {
  /** Shards of the stream, one per partition of the table. */
  shards: number;
  times: { poll: number; invoke: number; read: number; write: number; putEvents: number };
};

export type Lags = { p50: number; p99: number; max: number; over60s: number };
export type Outcome = {
  appended: number;
  board: Lags;
  bus: Lags;
  projectCalls: number;
  publishCalls: number;
};

/** Reads one shard: one batch at a time, of the records that have arrived; polls an empty shard every `poll`. Returns the number of calls. */
const drain = async (
  queue: readonly Arrival[],
  { times }: Storm,
  batchSize: number,
  handle: (batch: readonly Arrival[], startsAt: number) => Promise<number>,
): Promise<number> => {
  let clock = 0;
  let calls = 0;
  for (let next = 0; next < queue.length; ) {
    const waiting = queue.slice(next, next + batchSize).filter(({ at }) => at <= clock);
    if (waiting.length === 0) {
      clock += times.poll;
      continue;
    }
    clock = await handle(waiting, clock + times.invoke);
    calls += 1;
    next += waiting.length;
  }
  return calls;
};

/**
 * A leaf log that takes the time of its sequential requests (adapters/dynamo-leaf-log.ts): the streams of a round are read
 * in parallel, and a marker is written together with the next leaf.
 */
const timedLeaves = ({ read, write }: Storm['times'], take: (milliseconds: number) => void) => {
  const sequenced = new Map<string, number>();
  return {
    leaves: {
      next: async () => {
        const [newestLeaf, round] = [read + read, read + read];
        take(newestLeaf + round);
        return 0;
      },
      sequencedTo: async (stream: string) => sequenced.get(stream) ?? 0,
      append: async (leaves: Iterable<Leaf>) => {
        for (const { stream, seq } of leaves) {
          take(write);
          sequenced.set(stream, seq);
        }
        const lastMarker = write;
        take(lastMarker);
        return true;
      },
    },
    store: {
      async *read(stream: string) {
        const body = '{}';
        yield { event: { stream, seq: 1 }, body, hash: leafHash(sha256, body) };
      },
    },
  };
};

/** Runs the real projector on a fake board; every request advances the model's clock. */
const projecting = async (queue: readonly Arrival[], storm: Storm, lags: number[]): Promise<number> => {
  const appendedAt = new Map(queue.map(({ locationId, at }) => [locationId, at]));
  let clock = 0;
  const board = {
    get: async () => {
      clock += storm.times.read;
      return null;
    },
    put: async (row: BoardRow) => {
      clock += storm.times.write;
      lags.push(clock - (appendedAt.get(row.location) ?? 0));
      return true;
    },
  };
  const ports = {
    board,
    ...timedLeaves(storm.times, (milliseconds) => {
      clock += milliseconds;
    }),
    sha256,
    log: () => {},
    system: { now: () => clock },
  } as unknown as ProjectPorts;
  return drain(queue, storm, CONSUMERS.Project.batchSize, async (batch, startsAt) => {
    clock = startsAt;
    await projectBatch(ports, { Records: batch.map(({ record }) => record) });
    return clock;
  });
};

/** Runs the real publisher on a fake bus; every request advances the model's clock. */
const publishing = async (queue: readonly Arrival[], storm: Storm, lags: number[]): Promise<number> => {
  const appendedAt = new Map(queue.map(({ locationId, at }) => [locationId, at]));
  let clock = 0;
  const bus = {
    publish: async (entries: readonly { detail: string }[]) => {
      clock += storm.times.putEvents;
      for (const { detail } of entries) {
        const { data } = JSON.parse(detail) as StoredEvent;
        lags.push(clock - (appendedAt.get(String(data.locationId)) ?? 0));
      }
      return entries.map(() => null);
    },
  };
  const system = { now: () => clock, newId: String, pause: async () => {} };
  return drain(queue, storm, CONSUMERS.Publish.batchSize, async (batch, startsAt) => {
    clock = startsAt;
    await publishBatch(
      { bus, failed: memoryFailedRecords(), sha256, log: () => {}, system },
      { Records: batch.map(({ record }) => record) },
    );
    return clock;
  });
};

const lagsOf = (all: number[]): Lags => {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1), over60s: all.filter((lag) => lag > 60_000).length };
};

/**
 * Simulates all locations being set at once, and returns how late board and bus are. The model has its own clock (nothing
 * waits); the real projector and publisher process the batches. Streams are distributed over the shards round-robin.
 */
export const storm = async (settings: Storm): Promise<Outcome> => {
  const all = arrivals(settings);
  const board: number[] = [];
  const bus: number[] = [];
  const calls = { project: 0, publish: 0 };
  for (let shard = 0; shard < settings.shards; shard += 1) {
    const queue = all.filter((_, number) => number % settings.shards === shard);
    calls.project += await projecting(queue, settings, board);
    calls.publish += await publishing(queue, settings, bus);
  }
  return {
    appended: all.at(-1)?.at ?? 0,
    board: lagsOf(board),
    bus: lagsOf(bus),
    projectCalls: calls.project,
    publishCalls: calls.publish,
  };
};
