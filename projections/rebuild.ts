import { parseStream } from '../domain/stream.ts';
import { type DirectoryPorts, rebuildAdmin } from './admin-directory.ts';
import { type BoardPorts, rebuildLocation } from './emergency-board.ts';

/**
 * Writes every row of the board and the directory anew from the log, under the same guard as live traffic, so it may
 * run beside it: whichever is newer stays. Answers how many of each it went through.
 */
export const rebuild = async (
  ports: BoardPorts & DirectoryPorts,
): Promise<{ locations: number; admins: number }> => {
  const done = { locations: 0, admins: 0 };
  for await (const stream of ports.store.streams()) {
    const { kind, key } = parseStream(stream);
    if (kind === 'location') {
      await rebuildLocation(ports, key);
      done.locations += 1;
    }
    if (kind === 'admin') {
      await rebuildAdmin(ports, key);
      done.admins += 1;
    }
  }
  return done;
};
