import { sha256Hex } from '../envelope.ts';
import type { Item } from '../event-store.ts';
import { LEAVES, type Leaf } from '../leaf-log.ts';
import type { Copies } from '../record.ts';
import { streamSchema } from '../stream.ts';
import * as z from '../zod.ts';

/** One line of an export: an item of the table of events as it stands there. */
export type ExportLine =
  | { kind: 'event'; item: Item }
  | { kind: 'leaf'; leaf: Leaf }
  /** An item of something else, or a record that the proof does not rest on. */
  | { kind: 'other' }
  | { kind: 'unreadable' };

/** A text, or the JSON it is the text of. */
const asText = z.union([z.string(), z.record(z.string(), z.unknown())]);
const item = z.strictObject({
  pk: streamSchema,
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
const leaf = z.strictObject({
  pk: z.literal(LEAVES),
  sk: z.whole(0),
  leafHash: sha256Hex,
  stream: streamSchema,
  seq: z.whole(1),
  id: z.string(),
});

/** An item's line up to its state; all that stands there is plain. */
export const copiesText = (item: Copies, hash: string, stateVersion: number): string =>
  `{"pk":"${item.pk}","sk":${item.sk},"id":"${item.id}","type":"${item.type}","at":"${item.at}","contactId":"${item.contactId}","day":"${item.day}","hash":"${hash}","stateVersion":${stateVersion},"state":`;

/** Where the body begins that stands last in a line, and what it begins with. */
export const BODY = ',"body":{';

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

const json = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** JSON within a line stands for its canonical text, and only when that stands there: a key written twice is no text of ours. */
const textIn = (line: string, value: string | Record<string, unknown>): string => {
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value);
  return line.includes(text) ? text : ` ${text}`;
};

/** True for a name of our streams, however it goes on: such an item has to be an event. */
const isOurs = (pk: string) => /^(admin|location|call)\//.test(pk);

export const readLine = (line: string): ExportLine => {
  const value = json(line);
  if (typeof value !== 'object' || value === null || !('pk' in value) || typeof value.pk !== 'string')
    return { kind: 'unreadable' };
  if (value.pk === LEAVES) {
    const { data } = leaf.safeParse(value);
    if (!data) return { kind: 'unreadable' };
    const { sk: index, leafHash, stream, seq, id } = data;
    return { kind: 'leaf', leaf: { index, leafHash, stream, seq, id } };
  }
  if (!isOurs(value.pk)) return { kind: 'other' };
  const { data } = item.safeParse(value);
  if (!data) return { kind: 'unreadable' };
  const { body, state } = data;
  return { kind: 'event', item: { ...data, body: textIn(line, body), state: textIn(line, state) } };
};
