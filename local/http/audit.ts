import type { z } from 'zod';
import type { StoredEvent } from '../../domain/ledger/index.ts';
import {
  type HistoryEntry,
  type HistoryPorts,
  history,
  UnknownCursor,
} from '../../use-cases/queries/history.ts';
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
