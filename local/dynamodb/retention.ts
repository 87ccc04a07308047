import type { Commit } from './commits.ts';
import type { LevelDb, Write } from './dynalite.ts';
import { numberOf, recordsAfter, type Stream, type Streams } from './streams.ts';

/** "Data in a stream is removed after 24 hours": https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
const RETENTION_MS = 24 * 3_600_000;

/** Deletes a stream's expired records, or an expired stream. To be called before each read of it. */
export type Trim = (stream: Stream) => Promise<void>;

export const retention = (db: LevelDb, streams: Streams, commit: Commit, now: () => number): Trim => {
  /** Earliest time at which a record of a stream expires, so that most calls return at once. */
  const dueAt = new Map<string, number>();

  return async (stream) => {
    const { arn, closedAt } = stream.row;
    if (now() < (dueAt.get(arn) ?? 0)) return;
    const limit = now() - RETENTION_MS;
    const { deletes, trimmed, oldest } = await expired(db, stream, limit);
    dueAt.set(arn, (oldest ?? closedAt ?? now()) + RETENTION_MS);
    const streamExpired = closedAt !== undefined && closedAt <= limit;
    if (streamExpired) await commit([...deletes, streams.remove(arn)]);
    else if (deletes.length > 0) await commit([...deletes, streams.update({ ...stream.row, trimmed })]);
  };
};

/** `oldest`: the time of the first remaining record, if any. */
const expired = async (db: LevelDb, { row }: Stream, limit: number) => {
  const deletes: Write[] = [];
  let { trimmed } = row;
  for await (const [key, record] of recordsAfter(db, row.arn, trimmed)) {
    if (record.at > limit) return { deletes, trimmed, oldest: record.at };
    deletes.push({ type: 'del', key });
    trimmed = numberOf(key);
  }
  return { deletes, trimmed, oldest: undefined };
};
