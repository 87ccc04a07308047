import { parseStream } from '../domain/emergency/index.ts';
import { type DirectoryPorts, rebuildAdmin } from './admin-directory.ts';
import { type BoardPorts, rebuildLocation } from './emergency-board.ts';

/** Writes the row of one stream anew from the log; a call has none. Answers which kind of stream it is. */
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
 * Writes every row of the board and the directory anew from the log, under the same guard as live traffic, so it may
 * run beside it: whichever is newer stays. Answers how many of each it went through.
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
