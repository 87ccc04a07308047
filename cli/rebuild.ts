import type { Command } from 'commander';
import equal from 'fast-deep-equal';
import { createStores } from '../handlers/composition/projector.ts';
import { rebuild } from '../projections/rebuild.ts';
import { onLine } from './connection.ts';
import { type Interruption, interruptible } from './interruption.ts';
import { counted, print } from './output.ts';
import { type Progress, showProgress } from './progress.ts';

type Stores = ReturnType<typeof createStores>;
type Course = { done: number; corrected: number };

/** The same stores; the streams that were rebuilt and the rows that differed are counted. */
const watched = async (
  stores: Stores,
  course: Course,
  progress: Progress,
  { check }: Interruption,
): Promise<Stores> => {
  const { store, board, directory } = stores;
  const streams: string[] = [];
  for await (const stream of store.streams()) streams.push(stream);
  /** The rows as they were: a rebuild reads all of them first. */
  const before = new Map<string, unknown>();
  const noting = async function* <Row>(rows: AsyncIterable<Row>, keyOf: (row: Row) => string) {
    for await (const row of rows) {
      before.set(keyOf(row), row);
      yield row;
    }
  };
  const compare = (key: string, row: unknown) => {
    if (!equal(before.get(key), row)) course.corrected += 1;
  };
  return {
    ...stores,
    board: {
      ...board,
      all: () => noting(board.all(), ({ location }) => `location/${location}`),
      put: (row, mayEqual) => {
        compare(`location/${row.location}`, row);
        return board.put(row, mayEqual);
      },
    },
    directory: {
      ...directory,
      all: () => noting(directory.all(), ({ adminId }) => `admin/${adminId}`),
      put: (row, mayEqual) => {
        compare(`admin/${row.adminId}`, row);
        return directory.put(row, mayEqual);
      },
    },
    store: {
      ...store,
      async *streams() {
        for (const stream of streams) {
          check();
          yield stream;
          course.done += 1;
          progress.at(course.done, streams.length);
        }
      },
    },
  };
};

type Done = Awaited<ReturnType<typeof rebuild>> & { corrected: number };

const text = ({ locations, admins, removed, corrected }: Done): string =>
  [
    `Rebuilt from the log: ${counted(locations, 'location')}, ${counted(admins, 'administrator')}.`,
    ...(removed > 0 ? [`Removed ${counted(removed, 'row')} that no event explains.`] : []),
    ...(corrected > 0 ? [`Corrected ${counted(corrected, 'row')}.`] : []),
    ...(removed + corrected === 0 ? ['Nothing was changed: every row was as the log says.'] : []),
  ].join(' ');

const rebuildAll = ({ json }: { json?: boolean }) => {
  const course: Course = { done: 0, corrected: 0 };
  const state = () =>
    `${counted(course.done, 'stream was', 'streams were')} rebuilt, other rows are as they were; run emergency rebuild again`;
  return interruptible(state, (interruption) =>
    onLine(async ({ ctx }) => {
      const progress = showProgress('streams rebuilt');
      const stores = await watched(createStores(ctx), course, progress, interruption);
      const done = { ...(await rebuild(stores).finally(progress.clear)), corrected: course.corrected };
      print(json, done, () => text(done));
    }),
  );
};

/** `emergency rebuild`. */
export const rebuildCommand = (program: Command): void => {
  program
    .command('rebuild')
    .description('rebuild the board and the directory from the log')
    .action(rebuildAll);
};
