/** A place where a text is not JSON: offset, and what was expected there. */
type SyntaxFault = { at: number; expected: string };

const BLANKS = /[ \t\r\n]*/y;
const SIGN = /[{}[\],:]/y;
const TEXT = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/uy;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** What each state accepts, and the state that follows; `after` depends on what is open. */
const VALUE = { '{': 'first name', '[': 'first value', text: 'after', scalar: 'after' };
const NEXT: Record<string, Record<string, string>> = {
  value: VALUE,
  'first value': { ...VALUE, ']': 'after' },
  name: { text: 'colon' },
  'first name': { text: 'colon', '}': 'after' },
  colon: { ':': 'value' },
  'in {': { ',': 'name', '}': 'after' },
  'in [': { ',': 'value', ']': 'after' },
  outside: {},
};
const EXPECTED: Record<string, string> = {
  value: 'a value',
  'first value': 'a value or ]',
  name: 'a name in double quotes',
  'first name': 'a name in double quotes or }',
  colon: 'a colon',
  'in {': 'a comma or }',
  'in [': 'a comma or ]',
  outside: 'nothing more',
};
const BROKEN_TEXT =
  'a text that ends with a double quote on the same line; a quote or backslash in it is written \\" or \\\\';

/** Length of what a pattern matches at a place; 0 when it does not match. */
const lengthAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
};

/** The token at a place: its kind, and its length, which is 0 when there is none. */
const tokenAt = (text: string, at: number): { kind: string; length: number } => {
  if (lengthAt(SIGN, text, at) > 0) return { kind: text.charAt(at), length: 1 };
  const length = lengthAt(TEXT, text, at);
  return length > 0 ? { kind: 'text', length } : { kind: 'scalar', length: lengthAt(SCALAR, text, at) };
};

/** The state after a value or a closing bracket; updates what is open. */
const nextState = (state: string, { kind, length }: { kind: string; length: number }, open: string[]) => {
  const next = length === 0 ? undefined : NEXT[state]?.[kind];
  if (next === undefined) return undefined;
  if (kind === '{' || kind === '[') open.push(kind);
  if (kind === '}' || kind === ']') open.pop();
  return next === 'after' ? stateIn(open.at(-1)) : next;
};

const stateIn = (opened: string | undefined): string => (opened === undefined ? 'outside' : `in ${opened}`);

/** Finds where a text is not JSON (RFC 8259); null when it is. */
export const syntaxFault = (text: string): SyntaxFault | null => {
  const open: string[] = [];
  let state = 'value';
  let at = lengthAt(BLANKS, text, 0);
  while (at < text.length || state !== 'outside') {
    const token = tokenAt(text, at);
    const next = nextState(state, token, open);
    if (next === undefined) {
      const isBroken = text[at] === '"' && token.length === 0;
      return { at, expected: isBroken ? BROKEN_TEXT : (EXPECTED[state] ?? '') };
    }
    state = next;
    at += token.length;
    at += lengthAt(BLANKS, text, at);
  }
  return null;
};

/** Characters of the line that are shown on either side of the fault. */
const SHOWN = 60;

/** The fault by line and column, with the line and a mark below the column. */
export const showSyntaxFault = (text: string, { at, expected }: SyntaxFault): string => {
  const before = text.slice(0, at).split('\n');
  const column = before.at(-1)?.length ?? 0;
  const line = text.split('\n')[before.length - 1] ?? '';
  const from = Math.max(0, column - SHOWN);
  const label = `  ${before.length} | `;
  const found =
    at >= text.length
      ? 'the file ends here'
      : `found ${JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0))}`;
  return [
    `line ${before.length}, column ${column + 1}: expected ${expected}, ${found}`,
    `${label}${line
      .slice(from, column + SHOWN)
      .replaceAll('\t', ' ')
      .trimEnd()}`,
    `${' '.repeat(label.length + column - from)}^`,
  ].join('\n');
};
