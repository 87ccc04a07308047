import { sha256Hex } from '../envelope.ts';
import { LEAVES, type Leaf } from '../leaf-log.ts';
import type { Item } from '../record.ts';
import { streamSchema } from '../stream.ts';
import * as z from '../zod.ts';

/** One line of an export: an item of the table of events as it stands there. */
export type ExportLine =
  | { kind: 'event'; item: Item }
  | { kind: 'leaf'; leaf: Leaf }
  /** An item of something else, or a record that the proof does not rest on. */
  | { kind: 'other' }
  | { kind: 'unreadable' };

const item = z.strictObject({
  pk: streamSchema,
  sk: z.whole(1),
  id: z.string(),
  type: z.string(),
  at: z.string(),
  body: z.string(),
  hash: sha256Hex,
  state: z.string(),
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

export const leafLine = ({ index, leafHash, stream, seq, id }: Leaf) => ({
  pk: LEAVES,
  sk: index,
  leafHash,
  stream,
  seq,
  id,
});

const json = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
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
  return data ? { kind: 'event', item: data } : { kind: 'unreadable' };
};
