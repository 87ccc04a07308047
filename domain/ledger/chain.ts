import type { StoredEvent } from './envelope.ts';

/** SHA-256 of UTF-8 text in hex; passed in, for `node:crypto` here and the browser's own there. */
export type Sha256 = (text: string) => string;

/**
 * The canonical JSON (RFC 8785) of a value. What JSON would change or drop silently is refused: undefined, -0,
 * fractions, dates, functions, and whatever JSON cannot hold.
 * @throws TypeError naming the place; Error for a lone surrogate
 */
export const canonical = (value: unknown, place: string[] = ['body']): string => {
  if (typeof value === 'string') return quoted(value);
  if (isExact(value)) return String(value);
  if (Array.isArray(value)) return `[${joined(value.keys(), (key) => within(place, key, value[key]))}]`;
  if (!isPlain(value))
    throw new TypeError(
      `${place.join('.')} cannot be written down exactly: only text, whole numbers, true, false and null can`,
    );
  // The default order is by UTF-16 code units, as RFC 8785 3.2.3 wants.
  const keys = Object.keys(value).sort();
  return `{${joined(keys, (key) => `${quoted(key)}:${within(place, key, value[key])}`)}}`;
};

const joined = <Key>(keys: Iterable<Key>, write: (key: Key) => string): string => {
  let text = '';
  for (const key of keys) text += text === '' ? write(key) : `,${write(key)}`;
  return text;
};

const within = (place: string[], key: string | number, value: unknown): string => {
  place.push(String(key));
  const text = canonical(value, place);
  place.pop();
  return text;
};

const isExact = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isSafeInteger(value) && !Object.is(value, -0)
    : value === null || typeof value === 'boolean';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Printable ASCII without quote and backslash: the same in JSON, and most texts are. */
const PLAIN = /^[ !#-[\]-~]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

const quoted = (text: string): string => {
  if (PLAIN.test(text)) return `"${text}"`;
  if (LONE_SURROGATE.test(text)) throw new Error('a text has half a surrogate pair, which is no character');
  return JSON.stringify(text);
};

/** A body's hash: that of an RFC 6962 leaf (0x00 before the bytes), so that one hash serves chain, tree and proof. */
export const leafHash = (sha256: Sha256, body: string): string => sha256(`\u0000${body}`);

/** The first event's `prev`: binds the environment and the stream's name, so that no stream can be renamed or moved. */
export const genesis = (sha256: Sha256, origin: string, stream: string): string =>
  sha256(`emergency-line/genesis/v1\n${origin}\n${stream}\n`);

export type Stored = { body: string; hash: string };

/** What the next event of a stream must say. */
export type Expected = { stream: string; seq: number; prev: string };

/** Says what is wrong with the next event of a chain, or null. `prev` and `seq` are those of the event before it. */
export const brokenLink = (
  sha256: Sha256,
  expected: Expected,
  stored: Stored,
  body: StoredEvent,
): string | null =>
  isCanonical(stored.body, body)
    ? wrongLink(sha256, expected, stored, body)
    : 'event body is not canonical JSON';

/** The same for a text that is known to be the canonical JSON of `body`. */
export const wrongLink = (
  sha256: Sha256,
  expected: Expected,
  stored: Stored,
  body: StoredEvent,
): string | null => {
  if (leafHash(sha256, stored.body) !== stored.hash) return 'event body does not match its hash';
  if (body.stream !== expected.stream) return `event belongs to ${body.stream}`;
  if (body.seq !== expected.seq) return `sequence number is ${body.seq} instead of ${expected.seq}`;
  if (body.prev !== expected.prev) return 'prev does not match the hash of the event before it';
  return null;
};

/** True when `text` is the canonical JSON of `value`. */
export const isCanonical = (text: string, value: unknown): boolean => canonicalOrNull(value) === text;

/** Null for a value that has no canonical JSON. */
export const canonicalOrNull = (value: unknown): string | null => {
  try {
    return canonical(value);
  } catch {
    return null;
  }
};
