import { canonicalOrNull } from '../canonical-json.ts';
import { wrongLink } from '../chain.ts';
import { type Decided, type Decider, ownEvent } from '../decider.ts';
import { judgedTime, type StoredEvent } from '../envelope.ts';
import type { Item } from '../event-store.ts';
import { emptyHead, type IndexAttributes, indexAttributes, type LogIdentity } from '../item.ts';
import type { Parse } from '../parse.ts';
import type { ProcessedCommands } from '../processed-commands.ts';
import type { Replay, Rules } from '../rules.ts';
import { sameJson } from '../same-json.ts';
import type { Permissions } from './permissions.ts';
import { undecidable } from './replayed.ts';
import type { Unchecked } from './report.ts';

/** What verification needs to know of a log: its identity, and the rules of its events. */
export type VerifiedLog = LogIdentity & { rules: Rules };

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

/** The faults of an item's attributes, which repeat its body. */
const mismatches = (item: IndexAttributes, expected: IndexAttributes): string[] =>
  INDEX_ATTRIBUTES.filter((key) => item[key] !== expected[key]).map(
    (key) => `attribute ${key} does not match the event body`,
  );

/** What verifying one event found: faults of its bytes, and why it could not have been decided (null: it could, or was not judged). */
export type Verified = { faults: string[]; undecided: string | null };

/** What the verification of all streams shares. */
export type Shared = { parse: Parse; permissions: Permissions; unchecked: Unchecked };

/**
 * Returns a verifier of a stream. `event` verifies the next event: canonical form, hash, link, dense numbers, index
 * attributes and stored state, and then whether it could have been decided. After a fault it continues from the item as read,
 * so that one changed event gives few findings; it judges no later event of that stream, because that needs the state before.
 */
export const streamVerifier = (log: VerifiedLog, stream: string, shared: Shared) =>
  log.rules.withDecider(stream, (decider, replay) => verifierFor(decider, replay, log, stream, shared));

const verifierFor = <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  decider: Decider<State, Command, Event>,
  replay: Replay<State, Command, Event>,
  log: VerifiedLog,
  stream: string,
  { parse, permissions, unchecked }: Shared,
) => {
  let { seq, hash: prev, state } = emptyHead(log, stream, decider.initial);
  let isWhole = true;

  const linkFault = ({ item, text, body }: Entry): string | null =>
    text === null
      ? 'event body is not canonical JSON'
      : wrongLink(log.sha256, { stream, seq, prev }, { body: text, hash: item.hash }, body as StoredEvent);

  const judge = (event: StoredEvent & Event, recorded: StoredEvent): string | null => {
    if (!isWhole) {
      unchecked.events += 1;
      return null;
    }
    const needs = replay.reliesOn?.(event);
    if (needs) permissions.rely({ needs, stream, seq: event.seq, at: judgedTime(event) });
    const { fault, isChecked } = undecidable(decider, replay, state, event, recorded);
    if (!isChecked) unchecked.events += 1;
    return fault;
  };

  const stateFault = ({ item, state: stored }: Entry): string | null => {
    const { stateVersion } = decider;
    if (item.stateVersion === stateVersion)
      return sameJson(stored, state) ? null : 'the stored state does not match the events';
    if (item.stateVersion < stateVersion) unchecked.oldStates += 1;
    else unchecked.newStates += 1;
    return null;
  };

  const verify = (entry: Entry): Verified => {
    const event = ownEvent(decider, log.rules.readEvent(entry.body, parse));
    const broken = linkFault(entry);
    if (broken) isWhole = false;
    const undecided = judge(event, entry.body as StoredEvent);
    const permission = replay.permits?.(state, event);
    if (permission) permissions.permit(permission);
    state = decider.evolve(state, event);
    seq = event.seq;
    const faults = mismatches(entry.item, indexAttributes(event));
    const wrongState = stateFault(entry);
    if (broken) faults.unshift(broken);
    if (wrongState) faults.push(wrongState);
    return { faults, undecided };
  };

  return {
    event(entry: Entry): Verified {
      seq += 1;
      try {
        return verify(entry);
      } catch {
        isWhole = false;
        return { faults: ['event body cannot be parsed as an event'], undecided: null };
      } finally {
        prev = entry.item.hash;
      }
    },
    /** Call it before the event after a gap. */
    gap(): void {
      isWhole = false;
    },
    end(): void {
      if (replay.permits) permissions.stream(stream, isWhole);
    },
  };
};
