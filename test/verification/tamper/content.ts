import { sha256 } from '../../../adapters/sha256.ts';
import { canonical } from '../../../domain/ledger/canonical-json.ts';
import { leafHash } from '../../../domain/ledger/chain.ts';
import type { Item } from '../../../domain/ledger/event-store.ts';
import type { SignedLog } from '../../kit/signed-log.ts';
import { type Operator, replaced } from './operator.ts';

type Change = (body: Record<string, unknown>, item: Item) => string | Record<string, unknown>;

export const STRENGTHS = ['body', 'rehashed', 'releafed'] as const;

/** Changes a body; by strength also its hash, and its leaf. */
export const content =
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

const releafed = ({ leaves }: SignedLog, at: number, leafHash: string) =>
  leaves.map((leaf, index) => (index === at ? { ...leaf, leafHash } : leaf));

const data = (body: Record<string, unknown>) => body.data as Record<string, unknown>;

/** Changes of one body. */
export const CONTENT: Record<string, Change> = {
  'a bit of the body is flipped': (_, { body }) => {
    const middle = Math.floor(body.length / 2);
    return `${body.slice(0, middle)}${String.fromCharCode(body.charCodeAt(middle) ^ 1)}${body.slice(middle + 1)}`;
  },
  'a field is changed': (body) => ({ ...body, contactId: 'call-forged' }),
  'a field is added': (body) => ({ ...body, data: { ...data(body), note: 'added' } }),
  'a field is removed': (body) => {
    const [, ...others] = Object.keys(data(body));
    return { ...body, data: Object.fromEntries(others.map((key) => [key, data(body)[key]])) };
  },
  'the type is renamed': (body) => ({ ...body, type: 'EmergencyRemoved' }),
  'the time is shifted': (body) => ({ ...body, at: String(body.at).replace('T08', 'T07') }),
  'the actor is replaced': (body) => ({ ...body, actor: 'admin/mallory' }),
  'characters are decomposed (NFD)': (_, { body }) => body.normalize('NFD'),
  'an integer is written as a fraction': (_, { body }) => body.replace(/"seq":(\d+)/, '"seq":$1.0'),
  'an integer is written as -0': (_, { body }) => body.replace(/"v":1/, '"v":-0'),
  'a key is repeated': (_, { body }) => body.replace(/"seq":(\d+)/, '"seq":$1,"seq":$1'),
  'the link to the previous event is zeroed': (body) => ({ ...body, prev: '0'.repeat(64) }),
};
