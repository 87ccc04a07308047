import { admin } from './admin.ts';
import type { Answered } from './answered.ts';
import { call } from './call.ts';
import { brokenLink, isCanonicalOf } from './chain.ts';
import { applyEvent, type Decided, type Decider } from './decider.ts';
import type { Body } from './envelope.ts';
import type { Item } from './event-store.ts';
import { checkedEvent } from './events/catalogue.ts';
import { location } from './location.ts';
import { copiesOf, emptyHead, type LogIdentity } from './record.ts';
import { parseStream } from './stream.ts';

/** What is wrong with one event, in words. */
export type Fault = { stream: string; seq: number; id: string; fault: string };
export type Verified = { events: number; faults: Fault[] };

/** Uses the decider of a stream, whatever its state, commands and events are. @throws ZodError when the stream is of no known kind */
export const withDecider = <Result>(
  stream: string,
  use: <State extends { answered: Answered }, Command, Event extends Decided>(
    decider: Decider<State, Command, Event>,
  ) => Result,
): Result => {
  const { kind } = parseStream(stream);
  switch (kind) {
    case 'admin':
      return use(admin);
    case 'location':
      return use(location);
    case 'call':
      return use(call);
  }
};

/** The copies of an item that do not say what its body says. */
const strayCopies = (item: Item, body: Body): string[] =>
  Object.entries(copiesOf(body)).flatMap(([key, value]) => (item[key as keyof Item] === value ? [] : [key]));

/**
 * Goes along a stream, item by item: canonical form, hash, links, dense numbers, copies and rolling state. It goes on
 * after a fault from what stands there, so that one changed event is one finding and not a hundred.
 */
export const streamWalk = (log: LogIdentity, stream: string) =>
  withDecider(stream, (decider) => walkWith(decider, log, stream));

const walkWith = <State extends { answered: Answered }, Command, Event extends Decided>(
  rules: Decider<State, Command, Event>,
  log: LogIdentity,
  stream: string,
) => {
  let { seq, hash: prev, state } = emptyHead(log, stream, rules.initial);
  const faultsOf = (item: Item): string[] => {
    const parsed: unknown = JSON.parse(item.body);
    const body = checkedEvent(parsed);
    const broken = brokenLink(log.sha256, { stream, seq, prev }, item, parsed as Body);
    state = applyEvent(rules, state, body);
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
    initial: rules.initial as object,
    stateVersion: rules.stateVersion,
    /** True for an event that follows from the one before it. */
    follows: (event: Body): boolean => event.seq === seq + 1 && event.prev === prev,
    /** The state after the next event. */
    after: (event: Body): object => applyEvent(rules, state, event),
    /** Goes on behind an event that somebody else has checked. */
    pass(hash: string, after: object): void {
      seq += 1;
      prev = hash;
      state = after as State;
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
