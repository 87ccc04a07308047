import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Piece } from '../use-cases/queries/log-lines.ts';
import type { Interruption } from './interruption.ts';

const BATCH = 65_536;

/** Writes the pieces to a new file in batches; returns the number of events and the SHA-256 of the file. */
export const writePieces = async (file: string, pieces: AsyncIterable<Piece>, { check }: Interruption) => {
  const out = await open(file, 'wx', 0o600);
  const hash = createHash('sha256');
  let [text, events] = ['', 0];
  const flush = async () => {
    hash.update(text);
    await out.write(text);
    text = '';
  };
  try {
    for await (const piece of pieces) {
      check();
      events += piece.events;
      text += piece.text;
      if (text.length > BATCH) await flush();
    }
    await flush();
  } finally {
    await out.close();
  }
  return { events, sha256: hash.digest('hex') };
};
