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

/**
 * Reads one page of the history. `cursor` continues after it, at the end of the log with the events that come later; null
 * when there is no event yet. `more`: there are further events already.
 */
export const events = async (
  ports: HistoryPorts,
  { limit, cursor, ...filter }: z.infer<typeof eventsQuery>,
): Promise<{ events: (StoredEvent & { hash: string })[]; cursor: string | null; more: boolean }> => {
  const page: HistoryEntry[] = [];
  try {
    for await (const found of history(ports, filter, { cursor, page: limit + 1 })) {
      if (page.length === limit) return pageOf(page, cursor, true);
      page.push(found);
    }
  } catch (error) {
    throw error instanceof UnknownCursor ? new BadRequest(error.message) : error;
  }
  return pageOf(page, cursor, false);
};

const pageOf = (page: HistoryEntry[], from: string | undefined, more: boolean) => ({
  events: page.map(({ record: { event, hash } }) => ({ ...event, hash })),
  cursor: page.at(-1)?.cursor ?? from ?? null,
  more,
});
