import * as z from '../../zod.ts';
import { canonicalOrNull } from '../canonical-json.ts';
import { sha256Hex } from '../envelope.ts';
import type { Item } from '../event-store.ts';
import type { Parse } from '../parse.ts';
import { LEAVES, type Leaf } from '../proof/leaf-log.ts';
import type { Rules } from '../rules.ts';
import { streamName } from '../stream.ts';
import { canonicalJson, type Entry, json } from './verify-stream.ts';

/** One line of an export: an item of the `Events` table. */
export type ExportLine =
  | { kind: 'event'; event: Entry }
  | { kind: 'leaf'; leaf: Leaf }
  /** An item that is neither an event nor a leaf; verification does not depend on it. */
  | { kind: 'other' }
  | { kind: 'unreadable' };

/** The object that a JSON text encodes, as `emergency export` writes it, or the text. */
const asText = z.union([z.looseObject({}), z.string()]);
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

/** The text itself when parsing and serializing it gives the same text again; otherwise the text as a JSON string. */
const raw = (text: string): string => {
  const value = json(text);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && JSON.stringify(value) === text ? text : JSON.stringify(text);
};

/** An item's line in an export. The body comes last and unescaped, so that a reader parses the line only once. */
export const eventLine = ({ body, state, ...item }: Item): string => {
  const { pk, sk, id, type, at, contactId, day, hash, stateVersion, ...others } = item;
  const attributes = JSON.stringify({ pk, sk, id, type, at, contactId, day, hash, stateVersion, ...others });
  return `${attributes.slice(0, -1)},"state":${raw(state)},"body":${raw(body)}}`;
};

/** A leaf's line in an export. No value of a leaf needs escaping. */
export const leafText = ({ index, leafHash, stream, seq, id }: Leaf): string =>
  `{"pk":"${LEAVES}","sk":${index},"leafHash":"${leafHash}","stream":"${stream}","seq":${seq},"id":"${id}"}`;

/** What reading a line needs: a schema parser, and the kinds of streams. */
export type Reader = { parse: Parse; rules: Rules };

/** True for a key that begins like a stream's name: the item must then be an event. */
const isOurs = (pk: string, { rules }: Reader) =>
  rules.kinds.some((kind) => pk.startsWith(kind) && pk[kind.length] === '/');

/**
 * An item's entry. A line with a repeated key or extra whitespace in the body does not contain the body's canonical text. The
 * body comes last, so it is looked for from the end.
 */
const entryIn = (line: string, item: ParsedItem): Entry => {
  const { body, state } = item;
  const value = typeof body === 'string' ? json(body) : body;
  const text = canonicalOrNull(value);
  const isCanonical =
    text !== null && (typeof body === 'string' ? body === text : line.lastIndexOf(text) >= 0);
  return {
    item,
    body: value,
    text: isCanonical ? text : null,
    state: typeof state === 'string' ? canonicalJson(state) : state,
  };
};

/** The stream of an event's line, read from its first key as `emergency export` writes it, without parsing the line; or null. */
export const streamIn = (line: string, reader: Reader): string | null => {
  if (!line.startsWith(FIRST_KEY)) return null;
  const pk = line.slice(FIRST_KEY.length, line.indexOf('"', FIRST_KEY.length));
  return isOurs(pk, reader) && !pk.includes('\\') ? pk : null;
};
const FIRST_KEY = '{"pk":"';

/**
 * Reads a line of an export.
 * @param stream the stream that the line's first key names, when already known
 */
export const readLine = (
  line: string,
  reader: Reader,
  stream: string | null = streamIn(line, reader),
): ExportLine => {
  const { parse } = reader;
  const value = json(line);
  if (typeof value !== 'object' || value === null || !('pk' in value) || typeof value.pk !== 'string')
    return { kind: 'unreadable' };
  // A line with two different keys would belong to no share.
  if ((stream ?? value.pk) !== value.pk) return { kind: 'unreadable' };
  if (stream === null && value.pk !== LEAVES && !isOurs(value.pk, reader)) return { kind: 'other' };
  try {
    if (value.pk !== LEAVES) return { kind: 'event', event: entryIn(line, parse(itemSchema, value)) };
    const leaf = parse(leafSchema, value);
    return {
      kind: 'leaf',
      leaf: { index: leaf.sk, leafHash: leaf.leafHash, stream: leaf.stream, seq: leaf.seq, id: leaf.id },
    };
  } catch {
    return { kind: 'unreadable' };
  }
};
