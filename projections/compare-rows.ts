import equal from 'fast-deep-equal';
import { rebuild } from './rebuild.ts';

type Ports = Parameters<typeof rebuild>[0];

/**
 * Rebuilds board and directory from the log and returns the names of the rows that differed from it. Rows that no event
 * explains are named too, and stay.
 */
export const compareRows = async (ports: Ports): Promise<string[]> => {
  const differing: string[] = [];
  const explained = new Set<string>();
  /** Compares each row that is put with the one stored before. */
  const comparing =
    <Row extends object>(
      name: string,
      get: (row: Row) => Promise<Row | null>,
      put: (row: Row, mayEqual?: boolean) => Promise<boolean>,
      keyOf: (row: Row) => string,
    ) =>
    async (row: Row, mayEqual?: boolean): Promise<boolean> => {
      explained.add(`${name} ${keyOf(row)}`);
      const present = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
      if (!equal(await get(row), present)) differing.push(`${name} ${keyOf(row)}`);
      return put(row, mayEqual);
    };
  const { board, directory } = ports;
  await rebuild({
    ...ports,
    board: {
      ...board,
      put: comparing(
        'board',
        (row) => board.get(row.location, true),
        board.put,
        (row) => row.location,
      ),
    },
    directory: {
      ...directory,
      put: comparing(
        'directory',
        (row) => directory.get(row.adminId),
        directory.put,
        (row) => row.adminId,
      ),
    },
  });
  for await (const { location } of board.all()) noteUnexplained(`board ${location}`);
  for await (const { adminId } of directory.all()) noteUnexplained(`directory ${adminId}`);
  return differing;

  function noteUnexplained(row: string) {
    if (!explained.has(row)) differing.push(`${row} (no event explains it)`);
  }
};
