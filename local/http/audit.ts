import type { z } from 'zod';
import type { Body } from '../../domain/envelope.ts';
import type { EventStore } from '../../domain/event-store.ts';
import { type Fault, verifyStream } from '../../domain/verify.ts';
import { history } from '../../projections/history.ts';
import type { Line } from '../line.ts';
import { BadRequest } from './errors.ts';
import type { eventsQuery } from './requests.ts';

/** How far back `GET /api/events` looks when no `from` is given, in milliseconds: 31 days. */
const WINDOW = 31 * 86_400_000;
/** The index is read day by day, four times each, also the days on which nothing happened. */
const LONGEST = 366 * 86_400_000;

/** One page of the history, oldest first; `cursor` is null on the last. */
export const events = async (
  { store, clock }: { store: EventStore; clock: { now(): number } },
  { limit, cursor, ...filter }: z.infer<typeof eventsQuery>,
): Promise<{ events: (Body & { hash: string })[]; cursor: string | null }> => {
  const to = filter.to ?? clock.now();
  const from = filter.from ?? to - WINDOW;
  if (to - from > LONGEST)
    throw new BadRequest('from and to: at most 366 days apart; ask for a longer time year by year');
  const page: (Body & { hash: string })[] = [];
  for await (const { event, hash } of history(store, {
    ...filter,
    to,
    from,
    after: cursor,
  })) {
    if (page.length === limit) return { events: page, cursor: page.at(-1)?.id ?? null };
    page.push({ ...event, hash });
  }
  return { events: page, cursor: null };
};

/** Walks every stream of the log. */
export const verify = async ({ store, identity }: Pick<Line, 'store' | 'identity'>) => {
  const faults: Fault[] = [];
  let streams = 0;
  let count = 0;
  for await (const stream of store.streams()) {
    const found = await verifyStream(identity, stream, store.items(stream));
    streams += 1;
    count += found.events;
    faults.push(...found.faults);
  }
  return { ok: faults.length === 0, streams, events: count, faults };
};
