import { parseStream } from '../domain/emergency/index.ts';
import { type DirectoryPorts, rebuildAdmin } from './admin-directory.ts';
import { type BoardPorts, rebuildLocation } from './emergency-board.ts';

/** Rebuilds the row of one stream from the log; a call has none. Returns the kind of stream. */
export const rebuildRow = async (
  ports: BoardPorts & DirectoryPorts,
  stream: string,
): Promise<ReturnType<typeof parseStream>['kind']> => {
  const { kind, key } = parseStream(stream);
  if (kind === 'location') await rebuildLocation(ports, key);
  if (kind === 'admin') await rebuildAdmin(ports, key);
  return kind;
};

/**
 * Rebuilds every row of board and directory from the log, with the same conditional writes as live traffic, so it may run at
 * the same time: the newer row wins. Returns the numbers of streams processed.
 */
export const rebuild = async (
  ports: BoardPorts & DirectoryPorts,
): Promise<{ locations: number; admins: number }> => {
  const done = { locations: 0, admins: 0 };
  for await (const stream of ports.store.streams()) {
    const kind = await rebuildRow(ports, stream);
    if (kind === 'location') done.locations += 1;
    if (kind === 'admin') done.admins += 1;
  }
  return done;
};
