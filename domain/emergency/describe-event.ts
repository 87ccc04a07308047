import { escaped, type StoredEvent } from '../ledger/index.ts';
import { definitionOf } from './events.ts';
import { ERASED } from './read-models.ts';

type Named = { adminId?: unknown };

/** The same payload without the id and number of administrators who were erased. */
const withoutErased = (data: StoredEvent['data'], erased: ReadonlySet<unknown>): StoredEvent['data'] => {
  const hide = <Part extends Named>(part: Part) =>
    erased.has(part.adminId) ? { ...part, adminId: ERASED, maskedNumber: ERASED } : part;
  const by = data.by as Named | null | undefined;
  return { ...hide(data), ...(by ? { by: hide(by) } : {}) };
};

/**
 * Describes an event in one sentence, with invisible characters of old events escaped.
 * @param erased ids of erased administrators, which the sentence does not name
 * @throws UnknownEvent
 */
export const describeEvent = (
  event: Pick<StoredEvent, 'stream' | 'type' | 'id' | 'data'>,
  erased: ReadonlySet<string> = new Set(),
): string => escaped(definitionOf(event).sentence(withoutErased(event.data, erased)));
