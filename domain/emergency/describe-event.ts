import { escaped, type StoredEvent } from '../ledger/index.ts';
import { definitionOf } from './events.ts';
import { displayedActor, ERASED } from './read-models.ts';

type Named = { adminId?: unknown };

/** The same payload without the id and number of administrators who were erased. */
const withoutErased = (data: StoredEvent['data'], erased: ReadonlySet<string>): StoredEvent['data'] => {
  const isErased = (id: unknown) => typeof id === 'string' && erased.has(id);
  const hide = <Part extends Named>(part: Part) =>
    isErased(part.adminId)
      ? { ...part, adminId: ERASED, ...('maskedNumber' in part ? { maskedNumber: ERASED } : {}) }
      : part;
  const { by, query, stream } = data as {
    by?: Named | null;
    query?: Record<string, string>;
    stream?: string;
  };
  return {
    ...hide(data),
    ...(by ? { by: hide(by) } : {}),
    ...(query ? { query: displayedQuery(query, erased) } : {}),
    ...(stream ? { stream: displayedActor(stream, erased) } : {}),
  };
};

/** The recorded filter of an export. */
const displayedQuery = (query: Record<string, string>, erased: ReadonlySet<string>) =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      name === 'admin' && erased.has(value) ? ERASED : displayedActor(value, erased),
    ]),
  );

/** An event as views show it: the same without the names of erased administrators, which the log itself keeps. */
export const displayedEvent = <Event extends StoredEvent>(
  event: Event,
  erased: ReadonlySet<string>,
): Event => ({
  ...event,
  stream: displayedActor(event.stream, erased),
  actor: displayedActor(event.actor, erased),
  data: withoutErased(event.data, erased),
});

/**
 * Describes an event in one sentence, with invisible characters of old events escaped.
 * @param erased ids of erased administrators, which the sentence does not name
 * @throws UnknownEvent
 */
export const describeEvent = (
  event: Pick<StoredEvent, 'stream' | 'type' | 'id' | 'data'>,
  erased: ReadonlySet<string> = new Set(),
): string => escaped(definitionOf(event).sentence(withoutErased(event.data, erased)));
