import { parseStream } from '../domain/emergency/index.ts';
import { type DirectoryPorts, rebuildAdmin } from './admin-directory.ts';
import { type BoardPorts, rebuildLocation } from './emergency-board.ts';
import { removeUnexplained } from './remove-rows.ts';

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
 * Removes the rows of board and directory that no event explains, and rebuilds all others from the log, with the same
 * conditional writes as live traffic, so it may run at the same time: the newer row wins. Returns the numbers of streams
 * processed and of rows removed.
 */
export const rebuild = async (
  ports: BoardPorts & DirectoryPorts,
): Promise<{ locations: number; admins: number; removed: number }> => {
  const done = { locations: 0, admins: 0, removed: await removeUnexplained(ports) };
  for await (const stream of ports.store.streams()) {
    const kind = await rebuildRow(ports, stream);
    if (kind === 'location') done.locations += 1;
    if (kind === 'admin') done.admins += 1;
  }
  return done;
};
