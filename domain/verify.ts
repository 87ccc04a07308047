import { admin } from './admin.ts';
import { call } from './call.ts';
import { brokenLink, canonical } from './chain.ts';
import type { Decided, Decider } from './decider.ts';
import { type Body, bodySchema } from './envelope.ts';
import type { Item } from './event-store.ts';
import { readEvent } from './events/catalogue.ts';
import { location } from './location.ts';
import { emptyHead, type LogIdentity } from './record.ts';
import { dayKey, parseStream } from './stream.ts';

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
const strayCopies = (item: Item, body: Body): string[] => {
  const told = {
    pk: body.stream,
    sk: body.seq,
    id: body.id,
    type: body.type,
    at: body.at,
    day: dayKey(body.stream, body.at),
  };
  return Object.entries(told).flatMap(([key, value]) => (item[key as keyof Item] === value ? [] : [key]));
};

/**
 * Walks one stream: canonical form, hash, links, dense numbers, copies and rolling state. It goes on after a fault from
 * what stands there, so that one changed event is one finding and not a hundred.
 */
export const verifyStream = async (
  log: LogIdentity,
  stream: string,
  items: AsyncIterable<Item>,
): Promise<Verified> => {
  const rules = rulesOf(stream);
  const result: Verified = { events: 0, faults: [] };
  let { seq, hash: prev, state } = emptyHead(log, stream, rules.initial);
  for await (const item of items) {
    result.events += 1;
    seq += 1;
    const find = (fault: string) => result.faults.push({ stream, seq: item.sk, id: item.id, fault });
    try {
      const body = bodySchema().parse(JSON.parse(item.body));
      const broken = brokenLink(log.sha256, { stream, seq, prev }, item, body);
      if (broken) find(broken);
      for (const key of strayCopies(item, body)) find(`the copy ${key} is not what the body says`);
      state = rules.evolve(state, readEvent(item.body) as never);
      if (item.stateVersion === rules.stateVersion && item.state !== canonical(state))
        find('rolling state is not the fold');
      seq = body.seq;
    } catch {
      find('body cannot be read as an event');
    }
    prev = item.hash;
  }
  return result;
};
