import { location } from '../../../domain/emergency/location/decide.ts';
import type { LocationEvent } from '../../../domain/emergency/location/events.ts';
import type { EventStore, LogRecord } from '../../../domain/ledger/event-store.ts';
import { emergencySet } from '../location-events.ts';
import { at, instantId } from '../moving-system.ts';

export const MANILA = 'location/Manila';

/** Command metadata at a time in seconds after the start, with its own id. */
export const meta = (count: number, seconds = count) => ({
  id: instantId(at(seconds), count),
  at: new Date(at(seconds)).toISOString(),
  actor: 'admin/admin-1',
  contactId: `call-${count}`,
  step: 'change',
});

/** An emergency with distinct words. */
export const numbered = (count: number): LocationEvent =>
  emergencySet({ messages: { 'en-US': `Emergency ${count}.` } });

/** An event whose item is about 60 kB with its state: 45 of them are three pages of a megabyte. */
export const large = (count: number): LocationEvent => {
  const text = `Événement ${count}. `.padEnd(1000, '.');
  const languages = Array.from({ length: 30 }, (_, index) => [`language-${index + 10}`, text]);
  return emergencySet({ messages: Object.fromEntries(languages) });
};

/** Appends `count` events to a stream, one second apart. */
export const filled = async (
  store: EventStore,
  stream: string,
  count: number,
  event: (count: number) => LocationEvent = numbered,
) => {
  let head = await store.head(location, stream);
  for (let index = 1; index <= count; index += 1) {
    const result = await store.append(location, head, event(index), meta(head.seq + 1));
    if (result.kind === 'conflict') throw new Error(`${stream} was written by somebody else`);
    head = result.head;
  }
  return head;
};

export const all = async <Value>(values: AsyncIterable<Value>): Promise<Value[]> => {
  const found: Value[] = [];
  for await (const value of values) found.push(value);
  return found;
};

export const numbers = async (records: AsyncIterable<LogRecord>): Promise<number[]> =>
  (await all(records)).map(({ event }) => event.seq);
