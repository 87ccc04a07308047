import { dynamoLeafLog } from '../adapters/dynamo-leaf-log.ts';
import { digest } from '../adapters/sha256.ts';
import {
  type EventStore,
  eventLine,
  formatVkey,
  type Item,
  type LeafLog,
  leafText,
} from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createCheckpointSigner } from '../handlers/composition/functions.ts';
import { createEventStore, documentClient } from '../handlers/composition/stores.ts';

/** A piece of an export and its number of events. */
export type Piece = { text: string; events: number };

/**
 * The raw items of the log, unparsed: each event followed by its leaf, in leaf order, so that an auditor needs little
 * memory. The events that have no leaf yet come last.
 */
export async function* logLines(store: EventStore, leaves: LeafLog): AsyncGenerator<Piece> {
  const streams = new Map<string, AsyncIterator<Item>>();
  const itemsOf = (stream: string) => {
    const items = streams.get(stream) ?? store.items(stream)[Symbol.asyncIterator]();
    streams.set(stream, items);
    return items;
  };
  const event = (value: Item): Piece => ({ events: 1, text: `${eventLine(value)}\n` });
  for await (const leaf of leaves.leaves(0)) {
    const { done, value } = await itemsOf(leaf.stream).next();
    if (!done) yield event(value);
    yield { events: 0, text: `${leafText(leaf)}\n` };
  }
  for await (const stream of store.streams()) itemsOf(stream);
  for (const items of streams.values())
    for (let next = await items.next(); !next.done; next = await items.next()) yield event(next.value);
}

export const wholeLog = (ctx: AppContext): AsyncIterable<Piece> => {
  const db = documentClient(ctx);
  return logLines(createEventStore(ctx), dynamoLeafLog(db, ctx.environment.EVENTS_TABLE));
};

export const publishedKey = async (ctx: AppContext): Promise<string> =>
  formatVkey(digest, (await createCheckpointSigner(ctx)).key);
