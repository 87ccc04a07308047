import equal from 'fast-deep-equal';
import { canonicalOrNull, wrongLink } from '../chain.ts';
import { applyEvent, type Decided, type Decider } from '../decider.ts';
import type { StoredEvent } from '../envelope.ts';
import type { Item } from '../event-store.ts';
import { emptyHead, type IndexAttributes, indexAttributes, type LogIdentity } from '../item.ts';
import { type Parse, parse } from '../parse.ts';
import type { ProcessedCommands } from '../processed-commands.ts';
import type { Rules } from '../rules.ts';

/** A log's name and hash, and what its events mean. */
export type VerifiedLog = LogIdentity & { rules: Rules };

/** What is wrong with one event, in words. */
export type Fault = { stream: string; seq: number; id: string; fault: string };
export type Verified = { events: number; faults: Fault[] };

/**
 * An event as it was read, to be checked: its item with body and state parsed (undefined for what is not JSON, or a state
 * that is not canonical), and the body's text, null when that is not canonical JSON.
 */
export type Entry = Omit<Item, 'body' | 'state'> & { body: unknown; text: string | null; state: unknown };

export const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The value of a text that is its canonical JSON; undefined for any other. */
export const canonicalJson = (text: string): unknown => {
  const value = json(text);
  return canonicalOrNull(value) === text ? value : undefined;
};

export const entryOf = (item: Item): Entry => {
  const body = json(item.body);
  const text = canonicalOrNull(body) === item.body ? item.body : null;
  return { ...item, body, text, state: canonicalJson(item.state) };
};

/** The copies of an item that differ from its body. */
const COPIES = ['pk', 'sk', 'id', 'type', 'at', 'contactId', 'day'] as const;
const strayCopies = (entry: Entry, copies: IndexAttributes): string[] =>
  COPIES.filter((key) => entry[key] !== copies[key]);

/**
 * Checks a stream event by event: canonical form, hash, links, dense numbers, copies and rolling state. After a fault it
 * goes on from what it read, so that one changed event is one finding and not a hundred.
 */
export const streamWalk = (log: VerifiedLog, stream: string, parse: Parse) =>
  log.rules.withDecider(stream, (decider) => walkWith(decider, log, stream, parse));

const walkWith = <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  decider: Decider<State, Command, Event>,
  log: VerifiedLog,
  stream: string,
  parse: Parse,
) => {
  let { seq, hash: prev, state } = emptyHead(log, stream, decider.initial);
  const faultsOf = (entry: Entry): string[] => {
    const { text, hash } = entry;
    const body = log.rules.readEvent(entry.body, parse);
    const broken =
      text === null
        ? 'body is not canonical JSON'
        : wrongLink(log.sha256, { stream, seq, prev }, { body: text, hash }, entry.body as StoredEvent);
    state = applyEvent(decider, state, body);
    seq = body.seq;
    const isFolded = entry.stateVersion !== decider.stateVersion || equal(entry.state, state);
    return [
      ...(broken ? [broken] : []),
      ...strayCopies(entry, indexAttributes(body)).map((key) => `the copy ${key} is not what the body says`),
      ...(isFolded ? [] : ['rolling state is not the fold']),
    ];
  };
  /** What is wrong with the next event, in words. */
  return (entry: Entry): string[] => {
    seq += 1;
    try {
      return faultsOf(entry);
    } catch {
      return ['body cannot be read as an event'];
    } finally {
      prev = entry.hash;
    }
  };
};

/** Walks one stream as it stands in the table. */
export const verifyStream = async (
  log: VerifiedLog,
  stream: string,
  items: AsyncIterable<Item>,
): Promise<Verified> => {
  const check = streamWalk(log, stream, parse);
  const result: Verified = { events: 0, faults: [] };
  for await (const item of items) {
    result.events += 1;
    for (const fault of check(entryOf(item)))
      result.faults.push({ stream, seq: item.sk, id: item.id, fault });
  }
  return result;
};
