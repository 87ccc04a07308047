import { open } from 'node:fs/promises';
import { dynamoLeafLog } from '../adapters/dynamo-leaf-log.ts';
import { digest } from '../adapters/sha256.ts';
import { eventLine, leafText } from '../domain/audit/export-line.ts';
import type { EventStore, Item } from '../domain/event-store.ts';
import type { LeafLog } from '../domain/leaf-log.ts';
import { formatVkey } from '../domain/signed-note.ts';
import { wireProjections } from '../handlers/wire.ts';
import { wireSigner } from '../handlers/wire-seal.ts';
import type { Wires } from '../handlers/wires.ts';
import { database } from '../handlers/wiring.ts';

type Line = { kind: 'event' | 'leaf'; text: string };

/**
 * Every item of the log as it stands in the table, unread: an event, then its leaf, in the order of the leaves, so that
 * who audits them needs little memory. Last come the events that have no leaf yet.
 */
export async function* logLines(store: EventStore, leaves: LeafLog): AsyncGenerator<Line> {
  const streams = new Map<string, AsyncIterator<Item>>();
  const itemsOf = (stream: string) => {
    const items = streams.get(stream) ?? store.items(stream)[Symbol.asyncIterator]();
    streams.set(stream, items);
    return items;
  };
  const event = (value: Item): Line => ({ kind: 'event', text: eventLine(value) });
  for await (const leaf of leaves.leaves(0)) {
    const { done, value } = await itemsOf(leaf.stream).next();
    if (!done) yield event(value);
    yield { kind: 'leaf', text: leafText(leaf) };
  }
  for await (const stream of store.streams()) itemsOf(stream);
  for (const items of streams.values())
    for (let next = await items.next(); !next.done; next = await items.next()) yield event(next.value);
}

/** Writes the whole log into a new file. It holds no clear number and no name: those are sealed in the events. */
export const exportLog = async (wires: Wires, out: string): Promise<{ events: number; leaves: number }> => {
  const { store } = wireProjections(wires);
  const leaves = dynamoLeafLog(database(wires), wires.environment.EVENTS_TABLE);
  const count = { events: 0, leaves: 0 };
  const file = await open(out, 'wx', 0o600);
  try {
    for await (const { kind, text } of logLines(store, leaves)) {
      count[kind === 'event' ? 'events' : 'leaves'] += 1;
      await file.write(`${text}\n`);
    }
  } finally {
    await file.close();
  }
  return count;
};

export const publishedKey = async (wires: Wires): Promise<string> =>
  formatVkey(digest, (await wireSigner(wires)).key);
