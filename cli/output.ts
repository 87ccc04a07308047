/** What went wrong in a way the user can mend; its text says how. Exit status 2. */
export class UserError extends Error {
  override name = 'UserError';
}

export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Prints a result as one JSON document or as text for people. */
export const print = (json: boolean | undefined, document: unknown, text: () => string): void =>
  say(json ? JSON.stringify(document) : text());

/** Errors whose text is written for the user; of all others only the name is shown, they may quote data. */
const EXPLAINED = new Set([
  'UserError',
  'ConfigError',
  'EnvironmentError',
  'PortInUse',
  'DamagedClock',
  'DamagedFolder',
  'DamagedJournal',
  'FolderInUse',
  'DamagedLog',
  'TryAgain',
  'FlowError',
]);

/** Says what went wrong and sets the exit status: 2 for what the user can mend, 1 for what nobody foresaw. */
export const fail = (error: unknown, json: boolean): void => {
  const known = error instanceof Error && EXPLAINED.has(error.name);
  const message = known
    ? error.message
    : `something nobody foresaw: ${error instanceof Error ? `${error.name}\n${places(error)}` : typeof error}`;
  process.stderr.write(
    json
      ? `${JSON.stringify({ error: { code: (error as Error).name, message } })}\n`
      : `emergency: ${message}\n`,
  );
  process.exitCode = known ? 2 : 1;
};

const places = (error: Error) =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .join('\n');

/** Columns of text, each as wide as its widest cell. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
