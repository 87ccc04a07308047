import { eventOutcome } from '../../domain/emergency/index.ts';
import type { Outcome, StoredEvent } from '../../domain/ledger/index.ts';

/** Filters events; every field that is set must match. Times in milliseconds, both inclusive. */
export type HistoryFilter = {
  stream?: string | undefined;
  type?: string | undefined;
  location?: string | undefined;
  admin?: string | undefined;
  contact?: string | undefined;
  outcome?: Outcome | undefined;
  from?: number | undefined;
  to?: number | undefined;
};

const equal = (wanted: string | undefined, found: unknown) => wanted === undefined || wanted === found;

export const isWithin = ({ from, to }: HistoryFilter, at: number): boolean =>
  (from === undefined || at >= from) && (to === undefined || at <= to);

export const matches = (filter: HistoryFilter, event: StoredEvent): boolean => {
  const { locationId, center, adminId, by } = event.data as StoredEvent['data'] & {
    by?: { adminId?: string } | null;
  };
  return (
    isWithin(filter, Date.parse(event.at)) &&
    equal(filter.stream, event.stream) &&
    equal(filter.type, event.type) &&
    equal(filter.outcome, eventOutcome(event)) &&
    equal(filter.location, locationId ?? center) &&
    equal(filter.admin, adminId ?? by?.adminId) &&
    equal(filter.contact, event.contactId)
  );
};
