import { sha256 } from '../../../adapters/sha256.ts';
import { rules } from '../../../domain/emergency/rules.ts';
import { verifyStream } from '../../../domain/ledger/audit/verify-stream.ts';
import type { StoredEvent } from '../../../domain/ledger/envelope.ts';
import type { Item } from '../../../domain/ledger/event-store.ts';

const read = new WeakMap<Item, StoredEvent>();

/** Read once: an item that is in the log never changes. */
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

/** What is wrong with the log as it was written: numbers with a gap, time that falls, a repeated command with two events, a chain that does not verify. */
export const logBreaches = async (origin: string, items: readonly Item[]): Promise<string[]> => {
  const breaches: string[] = [];
  for (const [stream, written] of byStream(items)) {
    if (written.some(({ sk }, index) => sk !== index + 1)) breaches.push(`${stream} is not gapless`);
    if (written.some(({ at }, index) => at < (written[index - 1]?.at ?? at)))
      breaches.push(`${stream} goes back in time`);
    breaches.push(...answeredTwice(stream, written));
    const { faults } = await verifyStream({ origin, sha256, rules }, stream, each(written));
    breaches.push(...faults.map(({ seq, fault }) => `${stream} ${seq}: ${fault}`));
  }
  return breaches;
};

/** Connect repeats a block within eight seconds; two functions' clocks are ten apart at most, five off each. Later it is another block. */
const REPEATED = 18_000;

const answeredTwice = (stream: string, written: readonly Item[]): string[] => {
  const last = new Map<string, number>();
  return written.map(readBody).flatMap(({ contactId, step, at }) => {
    const command = `${contactId} ${step}`;
    const since = Date.parse(at) - (last.get(command) ?? Number.NEGATIVE_INFINITY);
    last.set(command, Date.parse(at));
    return since <= REPEATED ? [`${stream} has two events of ${command}`] : [];
  });
};

async function* each(items: readonly Item[]) {
  yield* items;
}
