import type { CommitCounterFile } from './commit-counter.ts';
import type { LevelDb, Write } from './dynalite.ts';

/** Writes all of `writes` or none of them, after everything committed before; resolves once a killed process cannot lose them. */
export type Commit = (writes: readonly Write[]) => Promise<void>;

const COUNT = 'commits';

/**
 * The one way into the LevelDB: commits happen in the order they were asked for, and those that wait while one is under
 * way go together as the next. So whoever sees a stream record has seen every record with a lower number.
 *
 * A LevelDB batch is one record of its log, whole or absent after a crash, and handed to the operating system before
 * it is answered: a killed process loses nothing (a power cut may lose the last moments). After a failed write every
 * later one is refused too, since nobody could say what the disk holds.
 */
export const orderedCommits = async (db: LevelDb, mark: CommitCounterFile): Promise<Commit> => {
  let count = Number((await db.get(COUNT)) ?? 0);
  mark.check(count);
  let last = Promise.resolve();
  let gathering: { writes: Write[]; written: Promise<void> } | null = null;

  const write = async (writes: readonly Write[]): Promise<void> => {
    gathering = null;
    count += 1;
    await db.batch([...writes, { type: 'put', key: COUNT, value: count }]).catch((cause) => {
      throw new Error(`the embedded database could not write, and has stopped: ${cause.message}`, { cause });
    });
    mark.write(count);
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
