import { admin } from './admin.ts';
import { call } from './call.ts';
import { brokenLink, isCanonicalOf } from './chain.ts';
import type { Decided, Decider } from './decider.ts';
import type { Body } from './envelope.ts';
import type { Item } from './event-store.ts';
import { checkedEvent } from './events/catalogue.ts';
import { location } from './location.ts';
import { copiesOf, emptyHead, type LogIdentity } from './record.ts';
import { parseStream } from './stream.ts';

/** What is wrong with one event, in words. */
export type Fault = { stream: string; seq: number; id: string; fault: string };
export type Verified = { events: number; faults: Fault[] };

// biome-ignore lint/suspicious/noExplicitAny: the three deciders differ in state and event; a stream's kind picks the right one.
const RULES: Record<string, Decider<any, never, any>> = { admin, location, call };

/** The rules a stream is folded by. */
export const rulesOf = (stream: string): Decider<{ answered: [] }, never, Decided> => {
  const rules = RULES[parseStream(stream).kind];
  if (!rules) throw new Error(`${stream} is of no known kind`);
  return rules;
};

/** The copies of an item that do not say what its body says. */
const strayCopies = (item: Item, body: Body): string[] =>
  Object.entries(copiesOf(body)).flatMap(([key, value]) => (item[key as keyof Item] === value ? [] : [key]));

/**
 * Goes along a stream, item by item: canonical form, hash, links, dense numbers, copies and rolling state. It goes on
 * after a fault from what stands there, so that one changed event is one finding and not a hundred.
 */
export const streamWalk = (log: LogIdentity, stream: string) => {
  const rules = rulesOf(stream);
  let { seq, hash: prev, state } = emptyHead(log, stream, rules.initial);
  const faultsOf = (item: Item): string[] => {
    const parsed: unknown = JSON.parse(item.body);
    const body = checkedEvent(parsed);
    const broken = brokenLink(log.sha256, { stream, seq, prev }, item, parsed as Body);
    state = rules.evolve(state, body as never);
    seq = body.seq;
    const isFolded = item.stateVersion !== rules.stateVersion || isCanonicalOf(item.state, state);
    return [
      ...(broken ? [broken] : []),
      ...strayCopies(item, body).map((key) => `the copy ${key} is not what the body says`),
      ...(isFolded ? [] : ['rolling state is not the fold']),
    ];
  };
  return {
    /** What is wrong with the next item, in words. */
    check(item: Item): string[] {
      seq += 1;
      try {
        return faultsOf(item);
      } catch {
        return ['body cannot be read as an event'];
      } finally {
        prev = item.hash;
      }
    },
    initial: rules.initial,
    stateVersion: rules.stateVersion,
    /** True for an event that follows from the one before it. */
    follows: (event: Body): boolean => event.seq === seq + 1 && event.prev === prev,
    /** The state after the next event. */
    after: (event: Body): object => rules.evolve(state, event as never),
    /** Goes on behind an event that somebody else has checked. */
    pass(hash: string, after: object): void {
      seq += 1;
      prev = hash;
      state = after as typeof state;
    },
  };
};

/** Walks one stream as it stands in the table. */
export const verifyStream = async (
  log: LogIdentity,
  stream: string,
  items: AsyncIterable<Item>,
): Promise<Verified> => {
  const { check } = streamWalk(log, stream);
  const result: Verified = { events: 0, faults: [] };
  for await (const item of items) {
    result.events += 1;
    for (const fault of check(item)) result.faults.push({ stream, seq: item.sk, id: item.id, fault });
  }
  return result;
};
