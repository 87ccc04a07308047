/**
 * Serializes a value as canonical JSON (RFC 8785). Refuses every value that JSON would change or drop silently: undefined, -0,
 * fractions, dates, functions.
 * @throws TypeError naming the path; Error for a lone surrogate
 */
export const canonical = (value: unknown): string =>
  isInOrder(value) ? JSON.stringify(value) : written(value, ['body']);

/**
 * True when every value is exact and every object's keys are in order: JSON.stringify, which RFC 8785 3.2.2 builds on, then
 * writes the canonical text, in half the time of `written`.
 */
const isInOrder = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed();
  if (isExact(value)) return true;
  if (Array.isArray(value)) return !value.includes(undefined) && value.every(isInOrder);
  if (!isPlain(value)) return false;
  let last = '';
  for (const key of Object.keys(value)) {
    if (key < last || !key.isWellFormed() || !isInOrder(value[key])) return false;
    last = key;
  }
  return true;
};

const written = (value: unknown, path: string[]): string => {
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
  const text = written(value, path);
  path.pop();
  return text;
};

const isExact = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isSafeInteger(value) && !Object.is(value, -0)
    : value === null || typeof value === 'boolean';

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const quoted = (text: string): string => {
  if (!text.isWellFormed()) throw new Error('a text has a lone surrogate, which is not a character');
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
