import { adminStream, type PersonalData } from '../../domain/emergency/index.ts';
import type { EventStore } from '../../domain/ledger/index.ts';

type Entry = { at: number; number: string | null };

/**
 * Reads the number an administrator had at a time (ms), in the clear, from the administrator's stream; each is decrypted
 * once. Null for an administrator who was not enrolled then, or was erased since.
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
      const position = { stream, seq, id, field: 'number' };
      entries.push({
        at: Date.parse(at),
        number: await personalData.decrypt(adminId, position, String(event.data.number)),
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
