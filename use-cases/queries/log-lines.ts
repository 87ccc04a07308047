import { type EventStore, eventLine, type Item, type LeafLog, leafText } from '../../domain/ledger/index.ts';

/** A piece of an export, lines with their line ends, and its number of events. */
export type Piece = { text: string; events: number };

type Reading = { items: AsyncIterator<Item>; seq: number };

const pieceOf = (item: Item): Piece => ({ events: 1, text: `${eventLine(item)}\n` });

const nextOf = async (reading: Reading): Promise<Item | null> => {
  const { done, value } = await reading.items.next();
  if (done) return null;
  reading.seq = value.sk;
  return value;
};

async function* restOf(reading: Reading): AsyncGenerator<Piece> {
  for (let item = await nextOf(reading); item; item = await nextOf(reading)) yield pieceOf(item);
}

/** Reads a stream once more after its end, for events appended meanwhile. */
async function* appendedTo(store: EventStore, readings: ReadonlyMap<string, Reading>): AsyncGenerator<Piece> {
  for (const [stream, reading] of readings)
    if (stream.startsWith('admin/')) {
      reading.items = store.items(stream, reading.seq)[Symbol.asyncIterator]();
      yield* restOf(reading);
    }
}

/**
 * The raw items of the log, unparsed: each event followed by its leaf, in leaf order, so that an auditor needs little
 * memory. The events that have no leaf yet come last, those of administrators after all others: an event in another stream
 * may rely on them, and was appended after them. Leaves added meanwhile are left out.
 */
export async function* logLines(store: EventStore, leaves: LeafLog): AsyncGenerator<Piece> {
  const size = await leaves.size();
  const readings = new Map<string, Reading>();
  const readingOf = (stream: string) => {
    const reading = readings.get(stream) ?? { items: store.items(stream)[Symbol.asyncIterator](), seq: 0 };
    readings.set(stream, reading);
    return reading;
  };
  for await (const leaf of leaves.leaves(0)) {
    if (leaf.index >= size) break;
    const item = await nextOf(readingOf(leaf.stream));
    if (item) yield pieceOf(item);
    yield { events: 0, text: `${leafText(leaf)}\n` };
  }
  for await (const stream of store.streams()) readingOf(stream);
  for (const reading of readings.values()) yield* restOf(reading);
  yield* appendedTo(store, readings);
}
