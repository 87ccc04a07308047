import type { CommitCounterFile } from './commit-counter.ts';
import type { LevelDb, ServiceError, Write } from './dynalite.ts';
import { cannotWrite } from './errors.ts';

/** Writes all of `writes` or none, after all earlier commits; resolves once a killed process cannot lose them. */
export type Commit = (writes: readonly Write[]) => Promise<void>;

const COUNT = 'commits';

/**
 * Orders all writes to LevelDB: commits run in the order of their calls, and those that wait are written together as one.
 * A reader of a stream record has therefore seen every record with a lower number.
 *
 * A LevelDB batch is one record of its log, complete or missing after a crash, and handed to the operating system before
 * it is acknowledged: a killed process loses nothing, a power cut may lose the last moments. After a failed write all
 * later ones fail too, since the state of the disk is unknown; on a full disk nothing is written, so that they recover.
 * @param full says what is wrong when the disk is full
 */
export const orderedCommits = async (
  db: LevelDb,
  counter: CommitCounterFile,
  full: () => string | null = () => null,
): Promise<Commit> => {
  let count = Number((await db.get(COUNT)) ?? 0);
  counter.check(count);
  let last = Promise.resolve();
  let gathering: { writes: Write[]; written: Promise<void> } | null = null;
  let stopped: ServiceError | null = null;

  const write = async (writes: readonly Write[]): Promise<void> => {
    gathering = null;
    if (stopped) throw stopped;
    const fault = full();
    if (fault !== null) throw cannotWrite('DiskFull', fault);
    await db.batch([...writes, { type: 'put', key: COUNT, value: count + 1 }]).catch((cause: Error) => {
      stopped = cannotWrite(
        'DatabaseStopped',
        `the embedded database could not write and has stopped; start the line again: ${cause.message}`,
      );
      throw stopped;
    });
    count += 1;
    counter.write(count);
  };

  return (writes) => {
    if (gathering) {
      gathering.writes.push(...writes);
      return gathering.written;
    }
    const group: Write[] = [...writes];
    const written = last.then(() => write(group));
    last = written.catch(() => {});
    gathering = { writes: group, written };
    return written;
  };
};
