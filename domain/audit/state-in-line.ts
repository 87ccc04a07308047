import { canonical } from '../chain.ts';

/** Values, and the canonical text of each. */
type Texts = { values: readonly unknown[]; texts: readonly string[] };

/** Lists lose entries at their beginning and get new ones at their end; the texts of those that stay are known. */
const textsOf = (values: readonly unknown[], known: Texts): Texts => {
  const texts: string[] = [];
  let at = Math.max(0, known.values.indexOf(values[0]));
  for (const value of values) {
    const isKnown = at < known.values.length && known.values[at] === value;
    texts.push(isKnown ? (known.texts[at] ?? '') : canonical(value));
    at += 1;
  }
  return { values, texts };
};

const NONE: Texts = { values: [], texts: [] };

/** Where the text ends when it stands at `from`; -1 when it does not, and when there was no place to begin with. */
export const endOf = (line: string, from: number, text: string): number => {
  const end = from + text.length;
  return from >= 0 && line.slice(from, end) === text ? end : -1;
};

/** The same for one letter. */
const behind = (line: string, from: number, letter: string): number =>
  from >= 0 && line[from] === letter ? from + 1 : -1;

/**
 * Looks whether the canonical JSON of a stream's state stands in a line, one state after the other. A state is made from
 * the one before it, and most of what is in it is the very same object, whose text is known. Piece by piece: to build
 * the text of each state takes three times as long.
 */
export const stateInLine = (initial: object) => {
  const keys = Object.keys(initial).sort();
  const starts = keys.map((key, index) => `${index === 0 ? '{' : ','}"${key}":`);
  const values: unknown[] = [];
  const texts: string[] = [];
  const lists: Texts[] = [];

  const listEnd = (line: string, from: number, index: number, list: readonly unknown[]): number => {
    const known = textsOf(list, lists[index] ?? NONE);
    lists[index] = known;
    const { texts: entries } = known;
    let at = behind(line, endOf(line, from, starts[index] ?? ''), '[');
    for (let entry = 0; entry < entries.length; entry += 1)
      at = endOf(line, entry === 0 ? at : behind(line, at, ','), entries[entry] ?? '');
    return behind(line, at, ']');
  };

  const memberEnd = (line: string, from: number, index: number, value: unknown): number => {
    if (Array.isArray(value)) return listEnd(line, from, index, value);
    if (values[index] !== value || texts[index] === undefined) {
      values[index] = value;
      texts[index] = `${starts[index]}${canonical(value)}`;
    }
    return endOf(line, from, texts[index]);
  };

  /** Where the state ends that begins at `from`; -1 when what stands there is not it. */
  return (line: string, from: number, state: object): number => {
    const members = state as Record<string, unknown>;
    let at = Object.keys(members).length === keys.length ? from : -1;
    for (let index = 0; index < keys.length; index += 1)
      at = memberEnd(line, at, index, members[keys[index] ?? '']);
    return behind(line, at, '}');
  };
};
