import { failedCall } from '../adapters/aws-call.ts';
import { errorName } from '../adapters/error-name.ts';
import { ExplainedError } from '../domain/explained-error.ts';

/** What went wrong in a way the user can mend; its text says how. Exit status 2. */
export class UserError extends ExplainedError {
  override name = 'UserError';
}

export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Says how far a command has come: with --json the document alone goes to standard output. */
export const sayProgress = (json: boolean | undefined): ((line: string) => void) =>
  json ? (line) => void process.stderr.write(`${line}\n`) : say;

/** Prints a result as one JSON document or as text for people. */
export const print = (json: boolean | undefined, document: unknown, text: () => string): void =>
  say(json ? JSON.stringify(document) : text());

/** What to say of an error, or null. The system's text names its file or port; AWS's may quote what it was sent. */
const explained = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  if (error instanceof ExplainedError || 'syscall' in error) return error.message;
  if ('$metadata' in error)
    return `AWS answered ${error.name}${callOf(error)}; check region, credentials and the names in the environment`;
  return null;
};

const callOf = (error: Error): string => {
  const call = failedCall(error);
  return call ? ` to ${[call.operation, call.resource].filter(Boolean).join(' on ')}` : '';
};

/** Says what went wrong and sets the exit status: 2 for what the user can mend, 1 for what nobody foresaw. */
export const fail = (error: unknown, json: boolean): void => {
  const known = explained(error);
  const message = known ?? `something nobody foresaw: ${places(error)}`;
  process.stderr.write(
    json ? `${JSON.stringify({ error: { code: errorName(error), message } })}\n` : `emergency: ${message}\n`,
  );
  process.exitCode = known === null ? 1 : 2;
};

/** An error's name and the places it passed; its text may quote data. */
const places = (error: unknown) => (error instanceof Error ? `${error.name}\n${stack(error)}` : typeof error);

const stack = (error: Error) =>
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
