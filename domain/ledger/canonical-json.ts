/**
 * Serializes a value as canonical JSON (RFC 8785). Refuses every value that JSON would change or drop silently: undefined, -0,
 * fractions, dates, functions.
 * @throws TypeError naming the path; Error for a lone surrogate
 */
export const canonical = (value: unknown, path: string[] = ['body']): string => {
  if (typeof value === 'string') return quoted(value);
  if (isExact(value)) return String(value);
  if (Array.isArray(value)) return `[${joined(value.keys(), (key) => within(path, key, value[key]))}]`;
  if (!isPlain(value))
    throw new TypeError(
      `${path.join('.')} has no exact JSON: use text, whole numbers, true, false, null, arrays and plain objects`,
    );
  // The default order is by UTF-16 code units, as RFC 8785 3.2.3 requires.
  const keys = Object.keys(value).sort();
  return `{${joined(keys, (key) => `${quoted(key)}:${within(path, key, value[key])}`)}}`;
};

const joined = <Key>(keys: Iterable<Key>, write: (key: Key) => string): string => {
  let text = '';
  for (const key of keys) text += text === '' ? write(key) : `,${write(key)}`;
  return text;
};

const within = (path: string[], key: string | number, value: unknown): string => {
  path.push(String(key));
  const text = canonical(value, path);
  path.pop();
  return text;
};

const isExact = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isSafeInteger(value) && !Object.is(value, -0)
    : value === null || typeof value === 'boolean';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Printable ASCII without quote and backslash needs no escaping; most texts are of this form. */
const PLAIN = /^[ !#-[\]-~]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

const quoted = (text: string): string => {
  if (PLAIN.test(text)) return `"${text}"`;
  if (LONE_SURROGATE.test(text)) throw new Error('a text has a lone surrogate, which is not a character');
  return JSON.stringify(text);
};

/** True when `text` is the canonical JSON of `value`. */
export const isCanonical = (text: string, value: unknown): boolean => canonicalOrNull(value) === text;

/** The canonical JSON of a value, or null when it has none. */
export const canonicalOrNull = (value: unknown): string | null => {
  try {
    return canonical(value);
  } catch {
    return null;
  }
};
