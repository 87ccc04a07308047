import equal from 'fast-deep-equal';
import { canonicalOrNull } from '../canonical-json.ts';
import { wrongLink } from '../chain.ts';
import { applyEvent, type Decided, type Decider } from '../decider.ts';
import type { StoredEvent } from '../envelope.ts';
import type { Item } from '../event-store.ts';
import { emptyHead, type IndexAttributes, indexAttributes, type LogIdentity } from '../item.ts';
import { type Parse, parse } from '../parse.ts';
import type { ProcessedCommands } from '../processed-commands.ts';
import type { Rules } from '../rules.ts';

/** What verification needs to know of a log: its identity, and the rules of its events. */
export type VerifiedLog = LogIdentity & { rules: Rules };

/** One thing wrong with one event. */
export type Fault = { stream: string; seq: number; id: string; fault: string };
export type Verified = { events: number; faults: Fault[] };

/**
 * An item to be verified, with `body` and `state` parsed (undefined when not JSON, or for a state that is not canonical).
 * `text` is the body's canonical JSON, null when the stored body is not canonical.
 */
export type Entry = {
  item: Omit<Item, 'body' | 'state'>;
  body: unknown;
  text: string | null;
  state: unknown;
};

/** Parses JSON; undefined when the text is not JSON. */
export const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Parses canonical JSON; undefined when the text is not canonical. */
export const canonicalJson = (text: string): unknown => {
  const value = json(text);
  return canonicalOrNull(value) === text ? value : undefined;
};

/** The entry of an item of the table. */
export const entryOf = (item: Item): Entry => {
  const body = json(item.body);
  const text = canonicalOrNull(body) === item.body ? item.body : null;
  return { item, body, text, state: canonicalJson(item.state) };
};

const INDEX_ATTRIBUTES = ['pk', 'sk', 'id', 'type', 'at', 'contactId', 'day'] as const;

/** The attributes of an item that differ from its body. */
const mismatchedAttributes = (item: IndexAttributes, expected: IndexAttributes): string[] =>
  INDEX_ATTRIBUTES.filter((key) => item[key] !== expected[key]);

/**
 * Returns a function that verifies a stream event by event: canonical form, hash, link, dense numbers, index attributes and
 * stored state. After a fault it continues from the item as read, so that one changed event gives few findings.
 */
export const streamVerifier = (log: VerifiedLog, stream: string, parse: Parse) =>
  log.rules.withDecider(stream, (decider) => verifierFor(decider, log, stream, parse));

const verifierFor = <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  decider: Decider<State, Command, Event>,
  log: VerifiedLog,
  stream: string,
  parse: Parse,
) => {
  let { seq, hash: prev, state } = emptyHead(log, stream, decider.initial);
  const faultsOf = (entry: Entry): string[] => {
    const { item, text } = entry;
    const body = log.rules.readEvent(entry.body, parse);
    const broken =
      text === null
        ? 'event body is not canonical JSON'
        : wrongLink(
            log.sha256,
            { stream, seq, prev },
            { body: text, hash: item.hash },
            entry.body as StoredEvent,
          );
    state = applyEvent(decider, state, body);
    seq = body.seq;
    // A state of an older version is not used as a snapshot, so it is not compared.
    const stateMatches = item.stateVersion !== decider.stateVersion || equal(entry.state, state);
    return [
      ...(broken ? [broken] : []),
      ...mismatchedAttributes(item, indexAttributes(body)).map(
        (key) => `attribute ${key} does not match the event body`,
      ),
      ...(stateMatches ? [] : ['the stored state does not match the events']),
    ];
  };

  return (entry: Entry): string[] => {
    seq += 1;
    try {
      return faultsOf(entry);
    } catch {
      return ['event body cannot be parsed as an event'];
    } finally {
      prev = entry.item.hash;
    }
  };
};

/** Verifies one stream from the items in the table. */
export const verifyStream = async (
  log: VerifiedLog,
  stream: string,
  items: AsyncIterable<Item>,
): Promise<Verified> => {
  const check = streamVerifier(log, stream, parse);
  const result: Verified = { events: 0, faults: [] };
  for await (const item of items) {
    result.events += 1;
    for (const fault of check(entryOf(item)))
      result.faults.push({ stream, seq: item.sk, id: item.id, fault });
  }
  return result;
};
