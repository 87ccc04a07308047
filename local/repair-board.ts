import equal from 'fast-deep-equal';
import type { BoardRow } from '../domain/emergency/index.ts';
import { rebuild } from '../projections/rebuild.ts';

/**
 * Rebuilds board and directory from the log, and returns the locations whose rows differed from it; rows that no event explains
 * are removed.
 */
export const repairBoard = async (ports: Parameters<typeof rebuild>[0]): Promise<string[]> => {
  const { board } = ports;
  const differing = new Set<string>();
  const explained = new Set<string>();
  const put = async (row: BoardRow, mayEqual?: boolean): Promise<boolean> => {
    explained.add(row.location);
    if (!equal(await board.get(row.location, true), row)) differing.add(row.location);
    return board.put(row, mayEqual);
  };
  const before: string[] = [];
  for await (const { location } of board.all()) before.push(location);
  await rebuild({ ...ports, board: { ...board, put } });
  for (const location of before) if (!explained.has(location)) differing.add(location);
  return [...differing];
};
