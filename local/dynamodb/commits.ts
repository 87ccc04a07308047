import type { CommitCounterFile } from './commit-counter.ts';
import type { LevelDb, Write } from './dynalite.ts';

/** Writes all of `writes` or none, after all earlier commits; resolves once a killed process cannot lose them. */
export type Commit = (writes: readonly Write[]) => Promise<void>;

const COUNT = 'commits';

/**
 * Orders all writes to LevelDB: commits run in the order of their calls, and those that wait are written together as one.
 * A reader of a stream record has therefore seen every record with a lower number.
 *
 * A LevelDB batch is one record of its log, complete or missing after a crash, and handed to the operating system before
 * it is acknowledged: a killed process loses nothing, a power cut may lose the last moments. After a failed write all
 * later ones fail too, since the state of the disk is unknown.
 */
export const orderedCommits = async (db: LevelDb, counter: CommitCounterFile): Promise<Commit> => {
  let count = Number((await db.get(COUNT)) ?? 0);
  counter.check(count);
  let last = Promise.resolve();
  let gathering: { writes: Write[]; written: Promise<void> } | null = null;

  const write = async (writes: readonly Write[]): Promise<void> => {
    gathering = null;
    count += 1;
    await db.batch([...writes, { type: 'put', key: COUNT, value: count }]).catch((cause) => {
      throw new Error(`the embedded database could not write and has stopped: ${cause.message}`, { cause });
    });
    counter.write(count);
  };

  return (writes) => {
    if (gathering) {
      gathering.writes.push(...writes);
      return gathering.written;
    }
    const group: Write[] = [...writes];
    last = last.then(() => write(group));
    gathering = { writes: group, written: last };
    return last;
  };
};
