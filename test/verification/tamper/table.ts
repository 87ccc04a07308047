import { sha256 } from '../../../adapters/sha256.ts';
import { canonical } from '../../../domain/ledger/canonical-json.ts';
import { genesis, leafHash } from '../../../domain/ledger/chain.ts';
import type { Item } from '../../../domain/ledger/event-store.ts';
import { dayKey } from '../../../domain/ledger/stream.ts';
import { LOG, leavesOf, type SignedLog } from '../../kit/signed-log.ts';
import { type Operator, replaced } from './operator.ts';

/** The log with these items and the leaves recomputed from them. */
const withLeavesOf = (log: SignedLog, items: Item[]): SignedLog => ({
  ...log,
  items,
  leaves: leavesOf(items),
});

/** Recomputes the links, hashes and keys of a stream from its bodies. */
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

const nextOf = (log: SignedLog, at: number) =>
  log.items.findIndex(({ pk }, index) => index > at && pk === log.items[at]?.pk);

/** Changes of whole items and leaves. */
export const TABLE: Record<string, Operator> = {
  'an event is deleted': (log, at) => ({ ...log, items: log.items.filter((_, index) => index !== at) }),
  'an event is deleted with its leaf': (log, at) => ({
    ...log,
    items: log.items.filter((_, index) => index !== at),
    leaves: log.leaves.filter((_, index) => index !== at),
  }),
  'an event is deleted, and links, hashes and leaves are recomputed': (log, at) => {
    const stream = log.items[at]?.pk ?? '';
    const left = log.items.filter((_, index) => index !== at);
    return withLeavesOf(log, rechained(left, stream));
  },
  'an event is inserted': (log, at) => {
    const item = log.items[at];
    if (!item) return null;
    const forged = { ...item, id: item.id.replace(/^0/, '1'), body: item.body };
    const items = [...log.items.slice(0, at), forged, ...log.items.slice(at)];
    return withLeavesOf(log, rechained(items, item.pk));
  },
  'two events are swapped': (log, at) => {
    const next = nextOf(log, at);
    const [one, other] = [log.items[at], log.items[next]];
    if (!one || !other) return null;
    const [a, b] = [
      { ...other, sk: one.sk },
      { ...one, sk: other.sk },
    ];
    return { ...log, items: replaced(replaced(log.items, at, a), next, b) };
  },
  'an event is repeated under a new sequence number': (log, at) => {
    const item = log.items[at];
    const last = log.items.findLast(({ pk }) => pk === item?.pk);
    if (!item || !last) return null;
    return { ...log, items: [...log.items, { ...item, sk: last.sk + 1 }] };
  },
  'an event is moved to another stream': (log, at) => {
    const item = log.items[at];
    const other = log.items.findLast(({ pk }) => pk !== item?.pk);
    if (!item || !other) return null;
    return { ...log, items: replaced(log.items, at, { ...item, pk: other.pk, sk: other.sk + 1 }) };
  },
  'a stream is renamed': (log, at) => {
    const stream = log.items[at]?.pk ?? '';
    const items = log.items.map((item) => (item.pk === stream ? { ...item, pk: `${stream}2` } : item));
    return { ...log, items };
  },
  'a whole stream is deleted': (log, at) => {
    const stream = log.items[at]?.pk;
    return withLeavesOf(
      log,
      log.items.filter(({ pk }) => pk !== stream),
    );
  },
  'a chain is recomputed for another origin': (log, at) => {
    const stream = log.items[at]?.pk ?? '';
    return withLeavesOf(log, rechained(log.items, stream, 'emergency-line/other'));
  },
  'the chain is recomputed from an event on': (log, at) => {
    const item = log.items[at];
    if (!item) return null;
    const body = canonical({ ...JSON.parse(item.body), actor: 'admin/mallory' });
    return withLeavesOf(log, rechained(replaced(log.items, at, { ...item, body }), item.pk));
  },
  'the index attributes of an event are changed': (log, at) => {
    const item = log.items[at];
    if (!item) return null;
    const day = dayKey(item.pk, '1999-01-01T00:00:00.000Z');
    return { ...log, items: replaced(log.items, at, { ...item, type: 'Nothing', day }) };
  },
  'two leaves are swapped': (log, at) => {
    const [one, other] = [log.leaves[at], log.leaves[at + 1]];
    if (!one || !other) return null;
    const [a, b] = [
      { ...other, sk: at },
      { ...one, sk: at + 1 },
    ];
    return { ...log, leaves: replaced(replaced(log.leaves, at, a), at + 1, b) };
  },
  'ciphertexts are swapped between administrators': (log, at) => {
    const item = log.items[at];
    const other = log.items.find(({ pk }) => pk.startsWith('admin/') && pk !== item?.pk);
    if (!item?.pk.startsWith('admin/') || !other) return null;
    const body = JSON.parse(item.body);
    body.data.number = JSON.parse(other.body).data.number;
    return { ...log, items: replaced(log.items, at, { ...item, body: canonical(body) }) };
  },
};
