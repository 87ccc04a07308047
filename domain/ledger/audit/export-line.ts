import * as z from '../../zod.ts';
import { canonicalOrNull } from '../chain.ts';
import { sha256Hex } from '../envelope.ts';
import type { Item } from '../event-store.ts';
import type { Parse } from '../parse.ts';
import { LEAVES, type Leaf } from '../proof/leaf-log.ts';
import type { Rules } from '../rules.ts';
import { streamName } from '../stream.ts';
import { canonicalJson, type Entry, json } from './verify-stream.ts';

/** One line of an export: an item of the table of events as it stands there. */
export type ExportLine =
  | { kind: 'event'; event: Entry }
  | { kind: 'leaf'; leaf: Leaf }
  /** An item of something else, or a record that the proof does not rest on. */
  | { kind: 'other' }
  | { kind: 'unreadable' };

/** A text, or the JSON it is the text of. */
const asText = z.union([z.string(), z.looseObject({})]);
const itemSchema = z.strictObject({
  pk: streamName,
  sk: z.whole(1),
  id: z.string(),
  type: z.string(),
  at: z.string(),
  contactId: z.string(),
  body: asText,
  hash: sha256Hex,
  state: asText,
  stateVersion: z.int(),
  day: z.string(),
});
type ParsedItem = z.infer<typeof itemSchema>;
const leafSchema = z.strictObject({
  pk: z.literal(LEAVES),
  sk: z.whole(0),
  leafHash: sha256Hex,
  stream: streamName,
  seq: z.whole(1),
  id: z.string(),
});

/** The text of an object as it is when it can be had back from what it is parsed to; any other as a JSON string. */
const raw = (text: string): string => {
  const value = json(text);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && JSON.stringify(value) === text ? text : JSON.stringify(text);
};

/** An item's line in an export: the body last, and within the line as it is, so that it can be read without a second parse. */
export const eventLine = ({ body, state, ...item }: Item): string => {
  const { pk, sk, id, type, at, contactId, day, hash, stateVersion, ...strange } = item;
  const copies = JSON.stringify({ pk, sk, id, type, at, contactId, day, hash, stateVersion, ...strange });
  return `${copies.slice(0, -1)},"state":${raw(state)},"body":${raw(body)}}`;
};

/** A leaf's line in an export; all that stands there is plain. */
export const leafText = ({ index, leafHash, stream, seq, id }: Leaf): string =>
  `{"pk":"${LEAVES}","sk":${index},"leafHash":"${leafHash}","stream":"${stream}","seq":${seq},"id":"${id}"}`;

/** How lines are read: by which check of values, and as which kinds of streams. */
export type Reader = { parse: Parse; rules: Rules };

/** True for a name of our streams, however it goes on: such an item has to be an event. */
const isOurs = (pk: string, { rules }: Reader) => rules.kinds.some((kind) => pk.startsWith(`${kind}/`));

/** An item's entry. Its body's canonical text must be in the line: where a key was written twice, or with blanks, it is not. */
const entryIn = (line: string, item: ParsedItem): Entry => {
  const { body, state } = item;
  const value = typeof body === 'string' ? json(body) : body;
  const text = canonicalOrNull(value);
  const isThere = text !== null && (typeof body === 'string' ? body === text : line.includes(text));
  return Object.assign(item, {
    body: value,
    text: isThere ? text : null,
    state: typeof state === 'string' ? canonicalJson(state) : state,
  });
};

/** The event's stream that a line names first, as the lines of `emergency export` do, without reading the rest; or null. */
export const streamIn = (line: string, reader: Reader): string | null => {
  const pk = /^\{"pk":"([^"\\]*)"/.exec(line)?.[1];
  return pk !== undefined && isOurs(pk, reader) ? pk : null;
};

/** Reads a line of an export. */
export const readLine = (line: string, reader: Reader): ExportLine => {
  const { parse } = reader;
  const value = json(line);
  if (typeof value !== 'object' || value === null || !('pk' in value) || typeof value.pk !== 'string')
    return { kind: 'unreadable' };
  // A line whose key is there twice would be in nobody's share.
  if ((streamIn(line, reader) ?? value.pk) !== value.pk) return { kind: 'unreadable' };
  if (value.pk !== LEAVES && !isOurs(value.pk, reader)) return { kind: 'other' };
  try {
    if (value.pk !== LEAVES) return { kind: 'event', event: entryIn(line, parse(itemSchema, value)) };
    const { sk: index, leafHash, stream, seq, id } = parse(leafSchema, value);
    return { kind: 'leaf', leaf: { index, leafHash, stream, seq, id } };
  } catch {
    return { kind: 'unreadable' };
  }
};
