import type { Config } from '../../domain/config/config.ts';
import { displayedEvent } from '../../domain/emergency/index.ts';
import type { StoredEvent } from '../../domain/ledger/index.ts';
import { erasedIds } from '../../use-cases/queries/board.ts';
import {
  type HistoryEntry,
  type HistoryPorts,
  history,
  UnknownCursor,
} from '../../use-cases/queries/history.ts';
import { knownFilter, type NamePorts, UnknownName } from '../../use-cases/queries/known-names.ts';
import { BadRequest } from './errors.ts';
import type { EventsQuery } from './requests.ts';

export type EventsPage = { events: (StoredEvent & { hash: string })[]; cursor: string | null; more: boolean };

/**
 * Reads one page of the history. `cursor` continues after it, at the end of the log with the events that come later; null
 * when nothing matched yet. `more`: there are further events already.
 */
export const eventsPage = async (
  ports: HistoryPorts,
  { limit, cursor, ...filter }: EventsQuery,
): Promise<EventsPage> => {
  const page: HistoryEntry[] = [];
  for await (const found of history(ports, filter, { cursor, page: limit + 1 })) {
    if (page.length === limit) return pageOf(page, cursor, true);
    page.push(found);
  }
  return pageOf(page, cursor, false);
};

const pageOf = (page: readonly HistoryEntry[], from: string | undefined, more: boolean): EventsPage => ({
  events: page.map(({ record: { event, hash } }) => ({ ...event, hash })),
  cursor: page.at(-1)?.cursor ?? from ?? null,
  more,
});

/** One page for a request, without the names of erased administrators. @throws BadRequest when its filter names nothing known, or its cursor is another query's */
export const events = async (
  ports: HistoryPorts & NamePorts,
  config: Config,
  query: EventsQuery,
): Promise<EventsPage> => {
  try {
    const page = await eventsPage(ports, await knownFilter(ports, config, query));
    const erased = await erasedIds(ports.directory);
    return { ...page, events: page.events.map((event) => displayedEvent(event, erased)) };
  } catch (error) {
    throw error instanceof UnknownCursor || error instanceof UnknownName
      ? new BadRequest(error.message)
      : error;
  }
};
