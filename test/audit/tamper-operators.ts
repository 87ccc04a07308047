import { sha256 } from '../../adapters/sha256.ts';
import { fromBase64, toBase64 } from '../../domain/bytes.ts';
import { canonical, genesis, leafHash } from '../../domain/chain.ts';
import type { Item } from '../../domain/record.ts';
import { dayKey } from '../../domain/stream.ts';
import { LOG, leavesOf, type SealedLog, SIGNER, signedAt, signerOf } from './sealed-log.ts';

/**
 * Changes a log at event `at`, as one could who can write to the table or to the anchor's folder; null where it does not
 * apply. `rehashed` goes on to write the hash that belongs to a changed body, and `releafed` the leaf too.
 */
export type Operator = (log: SealedLog, at: number) => SealedLog | null | Promise<SealedLog | null>;
type Change = (body: Record<string, unknown>, item: Item) => string | Record<string, unknown>;

const replaced = <Value>(all: readonly Value[], index: number, value: Value): Value[] =>
  all.map((one, position) => (position === index ? value : one));

const STRENGTHS = ['body', 'rehashed', 'releafed'] as const;

/** A changed body, written by one who forgets the hash, remembers it, or remembers the leaf too. */
const content =
  (change: Change, strength: (typeof STRENGTHS)[number]): Operator =>
  (log, at) => {
    const item = log.items[at];
    if (!item) return null;
    const changed = change(JSON.parse(item.body), item);
    const body = typeof changed === 'string' ? changed : canonical(changed);
    if (body === item.body) return null;
    const hash = strength === 'body' ? item.hash : leafHash(sha256, body);
    const items = replaced(log.items, at, { ...item, body, hash });
    return { ...log, items, leaves: strength === 'releafed' ? releafed(log, at, hash) : log.leaves };
  };

const releafed = ({ leaves }: SealedLog, at: number, leafHash: string) =>
  leaves.map((leaf, index) => (index === at ? { ...leaf, leafHash } : leaf));

const data = (body: Record<string, unknown>) => body.data as Record<string, unknown>;
const CONTENT: Record<string, Change> = {
  'a bit of the body flipped': (_, { body }) => {
    const middle = Math.floor(body.length / 2);
    return `${body.slice(0, middle)}${String.fromCharCode(body.charCodeAt(middle) ^ 1)}${body.slice(middle + 1)}`;
  },
  'a field changed': (body) => ({ ...body, contactId: 'call-forged' }),
  'a field added': (body) => ({ ...body, data: { ...data(body), note: 'added' } }),
  'a field removed': (body) => {
    const [, ...others] = Object.keys(data(body));
    return { ...body, data: Object.fromEntries(others.map((key) => [key, data(body)[key]])) };
  },
  'the type renamed': (body) => ({ ...body, type: 'EmergencyRemoved' }),
  'the time shifted': (body) => ({ ...body, at: String(body.at).replace('T08', 'T07') }),
  'the actor swapped': (body) => ({ ...body, actor: 'admin/mallory' }),
  'letters decomposed': (_, { body }) => body.normalize('NFD'),
  'a whole number written as a fraction': (_, { body }) => body.replace(/"seq":(\d+)/, '"seq":$1.0'),
  'a nought written as negative': (_, { body }) => body.replace(/"v":1/, '"v":-0'),
  'a key written twice': (_, { body }) => body.replace(/"seq":(\d+)/, '"seq":$1,"seq":$1'),
  'the link to the event before set to noughts': (body) => ({ ...body, prev: '0'.repeat(64) }),
};

/** The items given, with leaves made anew as one could who knows how. */
const releaved = (log: SealedLog, items: Item[]): SealedLog => ({ ...log, items, leaves: leavesOf(items) });

/** Writes the links, hashes and copies of a stream anew from what its bodies say. */
const rechained = (items: readonly Item[], stream: string, origin = LOG.origin): Item[] => {
  let prev = genesis(sha256, origin, stream);
  let seq = 0;
  return items.map((item) => {
    if (item.pk !== stream) return item;
    seq += 1;
    const body = canonical({ ...JSON.parse(item.body), stream, seq, prev });
    prev = leafHash(sha256, body);
    return { ...item, sk: seq, body, hash: prev };
  });
};

const nextOf = (log: SealedLog, at: number) =>
  log.items.findIndex(({ pk }, index) => index > at && pk === log.items[at]?.pk);

const TABLE: Record<string, Operator> = {
  'an event deleted': (log, at) => ({ ...log, items: log.items.filter((_, index) => index !== at) }),
  'an event deleted with its leaf': (log, at) => ({
    ...log,
    items: log.items.filter((_, index) => index !== at),
    leaves: log.leaves.filter((_, index) => index !== at),
  }),
  'an event deleted and everything made anew': (log, at) => {
    const stream = log.items[at]?.pk ?? '';
    const left = log.items.filter((_, index) => index !== at);
    return releaved(log, rechained(left, stream));
  },
  'an event inserted': (log, at) => {
    const item = log.items[at];
    if (!item) return null;
    const forged = { ...item, id: item.id.replace(/^0/, '1'), body: item.body };
    const items = [...log.items.slice(0, at), forged, ...log.items.slice(at)];
    return releaved(log, rechained(items, item.pk));
  },
  'two events swapped': (log, at) => {
    const next = nextOf(log, at);
    const [one, other] = [log.items[at], log.items[next]];
    if (!one || !other) return null;
    const [a, b] = [
      { ...other, sk: one.sk },
      { ...one, sk: other.sk },
    ];
    return { ...log, items: replaced(replaced(log.items, at, a), next, b) };
  },
  'an event written again under a new number': (log, at) => {
    const item = log.items[at];
    const last = log.items.findLast(({ pk }) => pk === item?.pk);
    if (!item || !last) return null;
    return { ...log, items: [...log.items, { ...item, sk: last.sk + 1 }] };
  },
  'an event moved to another stream': (log, at) => {
    const item = log.items[at];
    const other = log.items.findLast(({ pk }) => pk !== item?.pk);
    if (!item || !other) return null;
    return { ...log, items: replaced(log.items, at, { ...item, pk: other.pk, sk: other.sk + 1 }) };
  },
  'a stream renamed': (log, at) => {
    const stream = log.items[at]?.pk ?? '';
    const items = log.items.map((item) => (item.pk === stream ? { ...item, pk: `${stream}2` } : item));
    return { ...log, items };
  },
  'a whole stream dropped': (log, at) => {
    const stream = log.items[at]?.pk;
    return releaved(
      log,
      log.items.filter(({ pk }) => pk !== stream),
    );
  },
  'a chain begun under another origin': (log, at) => {
    const stream = log.items[at]?.pk ?? '';
    return releaved(log, rechained(log.items, stream, 'emergency-line/other'));
  },
  'the chain made anew from an event on': (log, at) => {
    const item = log.items[at];
    if (!item) return null;
    const body = canonical({ ...JSON.parse(item.body), actor: 'admin/mallory' });
    return releaved(log, rechained(replaced(log.items, at, { ...item, body }), item.pk));
  },
  'the copies of an event altered': (log, at) => {
    const item = log.items[at];
    if (!item) return null;
    const day = dayKey(item.pk, '1999-01-01T00:00:00.000Z');
    return { ...log, items: replaced(log.items, at, { ...item, type: 'Nothing', day }) };
  },
  'two leaves swapped': (log, at) => {
    const [one, other] = [log.leaves[at], log.leaves[at + 1]];
    if (!one || !other) return null;
    const [a, b] = [
      { ...other, sk: at },
      { ...one, sk: at + 1 },
    ];
    return { ...log, leaves: replaced(replaced(log.leaves, at, a), at + 1, b) };
  },
  'sealed texts swapped between administrators': (log, at) => {
    const item = log.items[at];
    const other = log.items.find(({ pk }) => pk.startsWith('admin/') && pk !== item?.pk);
    if (!item?.pk.startsWith('admin/') || !other) return null;
    const body = JSON.parse(item.body);
    body.data.number = JSON.parse(other.body).data.number;
    return { ...log, items: replaced(log.items, at, { ...item, body: canonical(body) }) };
  },
};

/** Changes of the anchored checkpoint number `at`. */
const file =
  (change: (note: string, log: SealedLog, at: number) => string | Promise<string>): Operator =>
  async (log, at) => {
    const one = log.files[at];
    if (!one) return null;
    return { ...log, files: replaced(log.files, at, { ...one, note: await change(one.note, log, at) }) };
  };
const sizeOf = (note: string) => Number(note.split('\n')[1]);
const resized = (by: number) =>
  file((note) => note.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + by}\n`));

const CHECKPOINT: Record<string, Operator> = {
  'a checkpoint one larger': resized(1),
  'a checkpoint one smaller': resized(-1),
  'a checkpoint with a bit of its root flipped': file((note) => {
    const [origin, size, encoded = '', ...rest] = note.split('\n');
    const root = fromBase64(encoded) ?? new Uint8Array();
    root[0] = (root[0] ?? 0) ^ 1;
    return [origin, size, toBase64(root), ...rest].join('\n');
  }),
  'a checkpoint signed by another key': file(
    async (note, log) => (await signedAt(log.leaves, sizeOf(note), signerOf('another'))).note,
  ),
  'a checkpoint signed by another key under our key’s id': file(async (note, log) => {
    const forged = { key: SIGNER.key, sign: signerOf('another').sign };
    return (await signedAt(log.leaves, sizeOf(note), forged)).note;
  }),
  'a checkpoint cut off': file((note) => note.slice(0, -20)),
  'a checkpoint put back to an older one': file((note, log, at) => log.files[at - 1]?.note ?? note.slice(1)),
  'a fork: a second checkpoint of the size, signed over other leaves': async (log, at) => {
    const one = log.files[at];
    if (!one) return null;
    const forked = [...log.leaves.slice(0, -1)];
    forked[0] = { ...(log.leaves[0] as (typeof forked)[0]), leafHash: '00'.repeat(32) };
    return { ...log, files: [...log.files, await signedAt(forked, sizeOf(one.note))] };
  },
  'a checkpoint of another log': file(
    async (note, log) => (await signedAt(log.leaves, sizeOf(note), signerOf('the log', 'other/log'))).note,
  ),
};

export const OPERATORS: { name: string; of: 'event' | 'checkpoint'; apply: Operator }[] = [
  ...Object.entries(CONTENT).flatMap(([name, change]) =>
    STRENGTHS.map((strength) => ({
      name: `${name} (${strength})`,
      of: 'event' as const,
      apply: content(change, strength),
    })),
  ),
  ...Object.entries(TABLE).map(([name, apply]) => ({ name, of: 'event' as const, apply })),
  ...Object.entries(CHECKPOINT).map(([name, apply]) => ({ name, of: 'checkpoint' as const, apply })),
];
