import { adminStream, type PersonalData } from '../../domain/emergency/index.ts';
import type { EventStore } from '../../domain/ledger/index.ts';

type Entry = { at: number; number: string | null };

/**
 * The numbers that administrators had at a time, in the clear, as their streams have them; each is unsealed once. Null
 * for who was not on the list, and for who was erased since.
 */
export const unmaskedNumbers = ({
  store,
  personalData,
}: {
  store: EventStore;
  personalData: PersonalData;
}) => {
  const known = new Map<string, Promise<Entry[]>>();
  const read = async (adminId: string): Promise<Entry[]> => {
    const stream = adminStream(adminId);
    const entries: Entry[] = [];
    for await (const { event } of store.read(stream)) {
      if (event.type !== 'AdminEnrolled' && event.type !== 'AdminChanged') continue;
      const { seq, id, at } = event;
      const place = { stream, seq, id, field: 'number' };
      entries.push({
        at: Date.parse(at),
        number: await personalData.decrypt(adminId, place, String(event.data.number)),
      });
    }
    return entries;
  };
  return async (adminId: string, at: number): Promise<string | null> => {
    const entries = known.get(adminId) ?? read(adminId);
    known.set(adminId, entries);
    return (await entries).findLast((entry) => entry.at <= at)?.number ?? null;
  };
};
