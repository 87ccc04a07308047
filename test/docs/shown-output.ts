type Varies = { form: RegExp; learn: boolean };

/** The rest of a line, which the page leaves out. */
const ANYTHING: Varies = { form: /…/, learn: false };

/** What differs from run to run, and its form. `learn`: the page may use it again in a later command. */
const VARIES: readonly Varies[] = [
  { form: /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, learn: true },
  { form: /\b[0-9][0-9A-HJKMNP-TV-Z]{25}\b/, learn: true },
  { form: /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d{3}(?:Z| UTC)/, learn: false },
  { form: /\d{4}-\d\d-\d\d \d\d:\d\d UTC/, learn: false },
  { form: /\b[A-Z][a-z]+day, \d+ [A-Z][a-z]+ \d{4} at [0-9:]+ \S+/, learn: false },
  { form: /\b\d{1,2}:\d\d [AP]M\b/, learn: false },
  { form: /[A-Za-z0-9+/]{43}=/, learn: false },
  { form: /\b[0-9a-f]{64}\b/, learn: false },
  { form: /\b\d{6}\b/, learn: false },
  { form: /http:\/\/127\.0\.0\.1:\d+/, learn: false },
  { form: /operator\/[\w.-]+/, learn: false },
  ANYTHING,
  // The columns of a table are as wide as what varies in them.
  { form: / {2,}/, learn: false },
];

const ANY = new RegExp(VARIES.map(({ form }) => `(${form.source})`).join('|'), 'g');
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The pattern of a line; adds its ids to `learned`, in the order of the pattern's groups. */
const patternOf = (line: string, learned: string[]): string => {
  let pattern = '';
  let end = 0;
  for (const match of line.matchAll(ANY)) {
    pattern += escaped(line.slice(end, match.index));
    end = match.index + match[0].length;
    const index = match.slice(1).findIndex((group) => group !== undefined);
    const { form, learn } = VARIES[index] ?? ANYTHING;
    if (learn) learned.push(match[0]);
    if (match[0] === '…') pattern += '.*?';
    else pattern += learn ? `(${form.source})` : `(?:${form.source})`;
  }
  return pattern + escaped(line.slice(end));
};

/**
 * Whether a command printed what the page shows, which has `…` for the rest of a line, or of the output in a line of its
 * own. Times, ids, PINs, hashes, ports and the machine's user may be others.
 * @returns each id of the page with the real one; null when it printed something else
 */
export const compareOutput = (shown: readonly string[], printed: string): Map<string, string> | null => {
  const learned: string[] = [];
  const pattern = shown
    .map((line) => (line.trim() === '…' ? '(?:.*\n)*?' : `${patternOf(line.trimEnd(), learned)} *\n`))
    .join('');
  const found = new RegExp(`^${pattern}$`).exec(printed.endsWith('\n') ? printed : `${printed}\n`);
  return found && new Map(learned.map((id, index) => [id, found[index + 1] ?? '']));
};
