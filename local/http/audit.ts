import type { z } from 'zod';
import { rules } from '../../domain/emergency/index.ts';
import { type Fault, type StoredEvent, verifyStream } from '../../domain/ledger/index.ts';
import {
  type HistoryEntry,
  type HistoryPorts,
  history,
  UnknownCursor,
} from '../../use-cases/queries/history.ts';
import type { LocalLine } from '../line.ts';
import { BadRequest } from './errors.ts';
import type { eventsQuery } from './requests.ts';

/** Reads one page of the history; `cursor` is null on the last page. */
export const events = async (
  ports: HistoryPorts,
  { limit, cursor, ...filter }: z.infer<typeof eventsQuery>,
): Promise<{ events: (StoredEvent & { hash: string })[]; cursor: string | null }> => {
  const page: HistoryEntry[] = [];
  try {
    for await (const found of history(ports, filter, { cursor, page: limit + 1 })) {
      if (page.length === limit) return pageOf(page, page.at(-1)?.cursor ?? null);
      page.push(found);
    }
  } catch (error) {
    throw error instanceof UnknownCursor ? new BadRequest(error.message) : error;
  }
  return pageOf(page, null);
};

const pageOf = (page: HistoryEntry[], cursor: string | null) => ({
  events: page.map(({ record: { event, hash } }) => ({ ...event, hash })),
  cursor,
});

/** Verifies every stream of the log. */
export const verify = async ({ store, identity }: Pick<LocalLine, 'store' | 'identity'>) => {
  const faults: Fault[] = [];
  let streams = 0;
  let count = 0;
  for await (const stream of store.streams()) {
    const found = await verifyStream({ ...identity, rules }, stream, store.items(stream));
    streams += 1;
    count += found.events;
    faults.push(...found.faults);
  }
  return { ok: faults.length === 0, streams, events: count, faults };
};
