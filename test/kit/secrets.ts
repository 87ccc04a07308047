import { inspect } from 'node:util';
import type { MemoryLine } from './line.ts';

/** Everything an error shows to whoever prints it. */
const told = (error: Error) =>
  `${error.name} ${error.message} ${error.stack} ${inspect(error, { depth: 10 })}`;

/** Where the given secrets can be read: the log, the board, log lines, replies, the bus, errors; not the texts and not the directory. */
export const secretsIn = (
  { items, ports, replies, errors }: MemoryLine,
  secrets: readonly string[],
): string[] => {
  const places = {
    log: JSON.stringify(items),
    board: JSON.stringify([...ports.board.rows.values()]),
    lines: ports.lines.join(''),
    replies: JSON.stringify(replies),
    bus: JSON.stringify(ports.bus.calls),
    errors: errors.map(told).join('\n'),
  };
  return Object.entries(places).flatMap(([place, text]) =>
    secrets.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${place}`),
  );
};
