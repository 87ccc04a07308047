import type { Commit } from './commits.ts';
import type { LevelDb, Write } from './dynalite.ts';
import { numberOf, recordsAfter, type Stream, type Streams } from './streams.ts';

/** "Data in a stream is removed after 24 hours": https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
const RETENTION_MS = 24 * 3_600_000;

/** Drops what a stream may no longer show; to be called before anything of it is read. */
export type Trim = (stream: Stream) => Promise<void>;

export const retention = (db: LevelDb, streams: Streams, commit: Commit, now: () => number): Trim => {
  /** When something of a stream falls due, so that most calls cost nothing. */
  const dueAt = new Map<string, number>();

  return async (stream) => {
    const { arn, closedAt } = stream.row;
    if (now() < (dueAt.get(arn) ?? 0)) return;
    const limit = now() - RETENTION_MS;
    const { deletes, trimmed, oldest } = await expired(db, stream, limit);
    dueAt.set(arn, (oldest ?? closedAt ?? now()) + RETENTION_MS);
    const forgotten = closedAt !== undefined && closedAt <= limit;
    if (forgotten) await commit([...deletes, streams.forget(arn)]);
    else if (deletes.length > 0) await commit([...deletes, streams.update({ ...stream.row, trimmed })]);
  };
};

/** `oldest`: the time of the first record that stays, if any. */
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
