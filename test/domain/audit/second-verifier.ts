import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { readEvent } from '../../../domain/emergency/events.ts';
import { rules } from '../../../domain/emergency/rules.ts';
import { applyEvent } from '../../../domain/ledger/decider.ts';
import { dayKey } from '../../../domain/ledger/stream.ts';
import type { SignedLog } from '../../kit/signed-log.ts';

/**
 * A second, independent verifier with another cryptography library: the whole log in memory, recursion as in the
 * RFC, its own canonical JSON and note parser. Only the events' schemas and the rules of the fold are the product's.
 */
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const text = (value: string) => new TextEncoder().encode(value);

const jcs = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(jcs).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = value as Record<string, unknown>;
  const keys = Object.keys(members).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${jcs(members[key])}`).join()}}`;
};

const mth = (leaves: readonly Uint8Array[]): Uint8Array => {
  const [only] = leaves;
  if (!only) return sha256(new Uint8Array());
  if (leaves.length === 1) return only;
  let k = 1;
  while (2 * k < leaves.length) k *= 2;
  return sha256(Buffer.concat([Buffer.of(1), mth(leaves.slice(0, k)), mth(leaves.slice(k))]));
};

type Key = { name: string; publicKey: Uint8Array };

/** Size and root of a valid note; throws when it is invalid. */
const noteOf = ({ name, note }: SignedLog['files'][number], key: Key): [number, string] => {
  const [, body = '', line = ''] = /^((?:[^\n]+\n){3,})\n(\u2014 [^\n]+)\n$/u.exec(note) ?? [];
  const [, signedBy, encoded = ''] = line.split(' ');
  const bytes = Buffer.from(encoded, 'base64');
  const id = sha256(Buffer.concat([text(`${key.name}\n`), Buffer.of(1), key.publicKey])).slice(0, 4);
  const [origin, size = '', root = ''] = body.split('\n');
  const good =
    bytes.toString('base64') === encoded &&
    signedBy === key.name &&
    origin === key.name &&
    hex(bytes.subarray(0, 4)) === hex(id) &&
    name === size.padStart(16, '0') &&
    ed25519.verify(bytes.subarray(4), text(body), key.publicKey);
  if (!good) throw new Error('note');
  return [Number(size), root];
};

const check = (isSo: boolean): void => {
  if (!isSo) throw new Error('tampered');
};

const checkStream = (stream: string, items: SignedLog['items'], origin: string): void =>
  rules.withDecider(stream, (decider) => {
    let prev = hex(sha256(text(`emergency-line/genesis/v1\n${origin}\n${stream}\n`)));
    let state = decider.initial;
    for (const [index, item] of items.entries()) {
      const event = readEvent(item.body);
      const body = JSON.parse(item.body);
      state = applyEvent(decider, state, event);
      const { id, type, at, seq, contactId } = body;
      const expected = {
        pk: body.stream,
        sk: seq,
        id,
        type,
        at,
        contactId,
        day: dayKey(body.stream, body.judgedAt ?? at),
      };
      check(jcs(body) === item.body && hex(sha256(text(`\0${item.body}`))) === item.hash);
      check(body.stream === stream && seq === index + 1 && body.prev === prev);
      check(Object.entries(expected).every(([key, value]) => item[key as keyof typeof item] === value));
      check(item.stateVersion !== decider.stateVersion || item.state === jcs(state));
      prev = item.hash;
    }
  });

/** True when the log is intact. */
export const secondOpinion = ({ items, leaves, files }: SignedLog, key: Key): boolean => {
  try {
    const names = new Set(items.map(({ pk }) => pk));
    for (const name of names) {
      const own = items.filter(({ pk }) => pk === name);
      checkStream(
        name,
        own.toSorted((one, other) => one.sk - other.sk),
        key.name,
      );
    }
    const events = new Map(items.map((item) => [`${item.pk}#${item.sk}`, item]));
    check(events.size === items.length);
    const ordered = leaves.toSorted((a, b) => a.sk - b.sk);
    const last = new Map<string, number>();
    for (const [index, leaf] of ordered.entries()) {
      const event = events.get(`${leaf.stream}#${leaf.seq}`);
      check(leaf.sk === index && event?.hash === leaf.leafHash && event.id === leaf.id);
      check(!last.has(`${leaf.stream}#${leaf.seq}`));
      last.set(`${leaf.stream}#${leaf.seq}`, index);
      last.set(leaf.stream, Math.max(leaf.seq, last.get(leaf.stream) ?? 0));
    }
    for (const { pk, sk } of items) check(last.has(`${pk}#${sk}`) || sk > (last.get(pk) ?? 0));
    const hashes = ordered.map(({ leafHash }) => Buffer.from(leafHash, 'hex'));
    for (const file of files) {
      const [size, root] = noteOf(file, key);
      check(size <= hashes.length && Buffer.from(mth(hashes.slice(0, size))).toString('base64') === root);
    }
    return true;
  } catch {
    return false;
  }
};
