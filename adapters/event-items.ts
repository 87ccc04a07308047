import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { readEvent } from '../domain/emergency/index.ts';
import {
  applyEvent,
  brokenLink,
  DamagedLog,
  type Decided,
  type Decider,
  type Head,
  type Item,
  type LogIdentity,
  type LogRecord,
  type ProcessedCommands,
  UnknownEvent,
} from '../domain/ledger/index.ts';

type Stored = Pick<Item, 'pk' | 'sk' | 'body' | 'hash'>;

/**
 * Parses the event of an item.
 * @throws DamagedLog when the item's body is not an event; UnknownEvent when a newer version of the product wrote it
 */
export const toRecord = (item: Stored): LogRecord => ({
  event: readable(item, 'body', () => readEvent(item.body)),
  body: item.body,
  hash: item.hash,
});

/** Marshals an item, which has only texts and numbers; faster than the document client, which inspects every value. */
export const attributesOf = (item: Item): Record<string, AttributeValue> => {
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(item))
    attributes[name] = typeof value === 'number' ? { N: String(value) } : { S: value };
  return attributes;
};

/**
 * The head from a stream's last item; null when its snapshot was folded by older rules than today's.
 * @throws UnknownEvent when newer rules folded it: this version does not decide by its own instead
 */
export const headOf = <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  decider: Decider<State, Command, Event>,
  item: Item,
): Head<State> | null => {
  if (item.stateVersion > decider.stateVersion)
    throw new UnknownEvent(
      `${item.pk} event ${item.sk} has the state of version ${item.stateVersion} of the rules, newer than this version's ${decider.stateVersion}; deploy the version that wrote it, or a newer one`,
    );
  if (item.stateVersion !== decider.stateVersion) return null;
  return {
    stream: item.pk,
    seq: item.sk,
    hash: item.hash,
    at: Date.parse(item.at),
    state: readable(item, 'state', () => JSON.parse(item.state) as State),
  };
};

/**
 * Folds a stream from its beginning and checks every link, for a head without a usable snapshot.
 * @throws DamagedLog with the stream and the event
 */
export const refold = async <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  log: LogIdentity,
  decider: Decider<State, Command, Event>,
  empty: Head<State>,
  records: AsyncIterable<LogRecord>,
): Promise<Head<State>> => {
  let head = empty;
  for await (const { event, body, hash } of records) {
    const expected = { stream: head.stream, seq: head.seq + 1, prev: head.hash };
    const fault = brokenLink(log.sha256, expected, { body, hash }, JSON.parse(body));
    if (fault) throw damaged(head.stream, head.seq + 1, fault);
    const state = applyEvent(decider, head.state, event);
    head = { stream: head.stream, seq: event.seq, hash, at: Date.parse(event.at), state };
  }
  return head;
};

const damaged = (stream: string, seq: number, fault: string, cause?: unknown): DamagedLog =>
  new DamagedLog(`${stream} event ${seq}: ${fault}; run: emergency verify`, { cause });

const readable = <Value>({ pk, sk }: Pick<Item, 'pk' | 'sk'>, part: string, read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownEvent) throw error;
    throw damaged(pk, sk, `its ${part} cannot be read`, error);
  }
};
