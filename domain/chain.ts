import type { Body } from './envelope.ts';

/** SHA-256 of UTF-8 text in hex; passed in, for `node:crypto` here and the browser's own there. */
export type Sha256 = (text: string) => string;

/**
 * The canonical JSON (RFC 8785) of a body. What JSON would change or leave out without a word is refused: undefined, -0,
 * fractions, dates, functions (SECURITY 3.3), and with them what it cannot carry at all.
 * @throws TypeError naming the place; Error for half a surrogate pair
 */
export const canonical = (value: unknown): string => {
  try {
    return written(value);
  } catch (error) {
    if (error !== NOT_EXACT) throw error;
    throw new TypeError(`${placeOfFault(value, 'body')} ${NOT_EXACT.message}`);
  }
};

const NOT_EXACT = new TypeError(
  'cannot be written down exactly: only text, whole numbers, true, false and null can',
);

/**
 * One walk that checks and writes: an event and its state pass here on every append. `+=` takes a third of the time of
 * `map` and `join`; where a fault stands is looked for when there is one.
 */
const written = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (isExact(value)) return String(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const member of value) text += `${comma(text)}${written(member)}`;
    return `[${text}]`;
  }
  if (!isPlain(value)) throw NOT_EXACT;
  // The default order is by UTF-16 code units, which is that of RFC 8785, 3.2.3.
  for (const key of Object.keys(value).sort()) text += `${comma(text)}${quoted(key)}:${written(value[key])}`;
  return `{${text}}`;
};

const comma = (before: string): string => (before === '' ? '' : ',');

const placeOfFault = (value: unknown, place: string): string => {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const fault = members.find(([, member]) => !isWritable(member));
  return fault ? placeOfFault(fault[1], `${place}.${fault[0]}`) : place;
};

const isWritable = (value: unknown): boolean => {
  try {
    written(value);
    return true;
  } catch {
    return false;
  }
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

const isCanonical = (text: string, body: Body): boolean => {
  try {
    return canonical(body) === text;
  } catch {
    return false;
  }
};
