import { inspect } from 'node:util';
import type { MemoryLine } from './line.ts';

/** All text of an error that can be printed. */
const textOf = (error: Error) =>
  `${error.name} ${error.message} ${error.stack} ${inspect(error, { depth: 10 })}`;

/** Six digits of a PIN stand in one of many SHA-256 hashes by chance. */
const withoutHashes = (text: string) => text.replaceAll(/\b[0-9a-f]{64}\b/g, '');

/** Finds secrets in the log, the board, log lines, replies, the bus and errors; not in the texts and the directory. */
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
    errors: errors.map(textOf).join('\n'),
  };
  return Object.entries(places).flatMap(([place, text]) => {
    const searched = withoutHashes(text);
    return secrets.filter((secret) => searched.includes(secret)).map((secret) => `${secret} in ${place}`);
  });
};
