import { type CallEvent, callRequest } from '../../../domain/emergency/index.ts';
import { judgedTime, type StoredEvent } from '../../../domain/ledger/envelope.ts';
import type { Item } from '../../../domain/ledger/event-store.ts';
import { logFaults } from '../../kit/log-faults.ts';

const read = new WeakMap<Item, StoredEvent>();

/** Parses an item's event, cached because an item never changes. */
export const readBody = (item: Item): StoredEvent => {
  const body = read.get(item) ?? (JSON.parse(item.body) as StoredEvent);
  read.set(item, body);
  return body;
};

export const byStream = (items: readonly Item[]): Map<string, Item[]> => {
  const streams = new Map<string, Item[]>();
  for (const item of items) {
    const stream = streams.get(item.pk);
    if (stream) stream.push(item);
    else streams.set(item.pk, [item]);
  }
  return streams;
};

/** Breaches of the log: gaps in sequence numbers, time going backwards, two events of one command, a chain that does not verify. */
export const logBreaches = (origin: string, items: readonly Item[]): string[] => {
  const breaches: string[] = [];
  for (const [stream, written] of byStream(items)) {
    if (written.some(({ sk }, index) => sk !== index + 1)) breaches.push(`${stream} is not gapless`);
    if (written.some(({ at }, index) => at < (written[index - 1]?.at ?? at)))
      breaches.push(`${stream} goes back in time`);
    breaches.push(...duplicateEvents(stream, written));
  }
  return [...breaches, ...logFaults(origin, items)];
};

/** Milliseconds: Connect retries a block within 8 s, and the clocks of two functions differ by at most 10 s. Later, it is another block. */
const RETRY_WINDOW = 18_000;

const duplicateEvents = (stream: string, written: readonly Item[]): string[] => {
  const last = new Map<string, number>();
  return written.map(readBody).flatMap((event) => {
    if (event.data.reason === 'step-reused') return [];
    // A call's own stream has refusals only, and those of different requests are told apart.
    const request = event.stream.startsWith('call/') ? callRequest(event as CallEvent & StoredEvent) : '';
    const command = `${event.contactId} ${event.step}${request && ` ${request}`}`;
    const at = judgedTime(event);
    const since = at - (last.get(command) ?? Number.NEGATIVE_INFINITY);
    last.set(command, at);
    return since <= RETRY_WINDOW ? [`${stream} has two events of ${command}`] : [];
  });
};
