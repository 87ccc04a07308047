import { sha256 } from '../../../adapters/sha256.ts';
import { canonical } from '../../../domain/ledger/canonical-json.ts';
import { genesis, leafHash } from '../../../domain/ledger/chain.ts';
import type { Item } from '../../../domain/ledger/event-store.ts';
import { dayKey } from '../../../domain/ledger/stream.ts';
import { LOG, leavesOf, type SealedLog } from '../../kit/signed-log.ts';
import { type Operator, replaced } from './operator.ts';

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

/** What can be done to items and leaves as wholes. */
export const TABLE: Record<string, Operator> = {
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
