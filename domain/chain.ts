import type { Body } from './envelope.ts';

/** SHA-256 of UTF-8 text in hex; passed in, for `node:crypto` here and the browser's own there. */
export type Sha256 = (text: string) => string;

/**
 * The canonical JSON (RFC 8785) of a body. What JSON would change or leave out without a word is refused: undefined, -0,
 * fractions, dates, functions, and with them what it cannot carry at all.
 * @throws TypeError naming the place; Error for half a surrogate pair
 */
export const canonical = (value: unknown): string => written(value) ?? refused(value, 'body');

/**
 * One walk that checks and writes: an event and its state pass here on every append, and `+=` takes a third of the
 * time of `map` and `join`. Null when something cannot be written.
 */
const written = (value: unknown): string | null => {
  if (typeof value === 'string') return quoted(value);
  if (isExact(value)) return String(value);
  if (Array.isArray(value)) return list(value);
  return isPlain(value) ? object(value) : null;
};

const list = (values: readonly unknown[]): string | null => {
  let text = '';
  for (let index = 0; index < values.length; index += 1) {
    const member = written(values[index]);
    if (member === null) return null;
    text += index === 0 ? member : `,${member}`;
  }
  return `[${text}]`;
};

const object = (value: Record<string, unknown>): string | null => {
  let text = '';
  for (const key of sortedKeys(value)) {
    const member = written(value[key]);
    if (member === null) return null;
    text += `${text === '' ? '' : ','}${quoted(key)}:${member}`;
  }
  return `{${text}}`;
};

/** The default order is by UTF-16 code units, which is that of RFC 8785, 3.2.3; what was parsed mostly stands in it. */
const sortedKeys = (value: object): string[] => {
  const keys = Object.keys(value);
  for (let at = 1; at < keys.length; at += 1) if ((keys[at - 1] ?? '') > (keys[at] ?? '')) return keys.sort();
  return keys;
};

/** Names the place of what cannot be written. */
const refused = (value: unknown, place: string): never => {
  const members = Array.isArray(value) || isPlain(value) ? Object.entries(value) : [];
  for (const [key, member] of members)
    if (written(member) === null) return refused(member, `${place}.${key}`);
  throw new TypeError(
    `${place} cannot be written down exactly: only text, whole numbers, true, false and null can`,
  );
};

const isExact = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isSafeInteger(value) && !Object.is(value, -0)
    : value === null || typeof value === 'boolean';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Printable ASCII but for the quote and the backslash: what stands in JSON as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;
const HALF_A_PAIR = /\p{Surrogate}/u;

const quoted = (text: string): string => {
  if (PLAIN.test(text)) return `"${text}"`;
  if (HALF_A_PAIR.test(text)) throw new Error('a text has half a surrogate pair, which is no character');
  return JSON.stringify(text);
};

/** A body's hash: that of an RFC 6962 leaf (0x00 before the bytes), so that one hash serves chain, tree and proof. */
export const leafHash = (sha256: Sha256, body: string): string => sha256(`\u0000${body}`);

/** The first event's `prev`: binds the environment and the stream's name, so that no stream can be renamed or moved. */
export const genesis = (sha256: Sha256, origin: string, stream: string): string =>
  sha256(`emergency-line/genesis/v1\n${origin}\n${stream}\n`);

export type Stored = { body: string; hash: string };

/** Says what is wrong with the next event of a chain, or null. `prev` and `seq` are those of the event before it. */
export const brokenLink = (
  sha256: Sha256,
  expected: { stream: string; seq: number; prev: string },
  stored: Stored,
  body: Body,
): string | null => {
  if (!isCanonical(stored.body, body)) return 'body is not canonical JSON';
  if (leafHash(sha256, stored.body) !== stored.hash) return 'content does not match its hash';
  if (body.stream !== expected.stream) return `event belongs to ${body.stream}`;
  if (body.seq !== expected.seq) return `sequence number ${body.seq} where ${expected.seq} belongs`;
  if (body.prev !== expected.prev) return 'does not follow from the event before it';
  return null;
};

/** True when `text` is the canonical JSON of what was parsed from it. */
export const isCanonical = (text: string, value: unknown): boolean => {
  if (isPlainlyCanonical(text, value)) return true;
  try {
    return canonical(value) === text;
  } catch {
    return false;
  }
};

/** True when `text` is the canonical JSON of `value`. */
export const isCanonicalOf = (text: string, value: unknown): boolean => {
  try {
    const parsed: unknown = JSON.parse(text);
    return isSame(parsed, value) && isCanonical(text, parsed);
  } catch {
    return false;
  }
};

const isSame = (a: unknown, b: unknown): boolean => {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const keys = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key as never], b[key as never]))
  );
};

/**
 * The short way for most texts: JSON.stringify writes numbers and letters as RFC 8785 does, so only the order of keys is
 * left to see. Escaped surrogates go the long way.
 */
const isPlainlyCanonical = (text: string, value: unknown): boolean =>
  JSON.stringify(value) === text && !text.includes('\\ud') && isOrdered(value);

const isOrdered = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null)
    return typeof value !== 'number' || Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.every(isOrdered);
  let before: string | undefined;
  for (const key in value) {
    if (before !== undefined && key <= before) return false;
    if (!isOrdered((value as Record<string, unknown>)[key])) return false;
    before = key;
  }
  return true;
};
