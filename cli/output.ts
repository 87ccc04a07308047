import { errorName } from '../adapters/error-name.ts';
import { failedCall } from '../adapters/failed-call.ts';
import { ExplainedError, escapedJson, escapedLines } from '../domain/ledger/index.ts';
import { BOM, csvLine } from '../use-cases/queries/export.ts';
import { colored } from './color.ts';
import { Interrupted } from './interruption.ts';

/** An error the user can fix; its message says how. Exit status 2. */
export class UserError extends ExplainedError {
  readonly code = 'UserError';
}

export const say = (text: string): void => {
  process.stdout.write(`${colored(process.stdout, escapedLines(text))}\n`);
};

/** Prints progress; to standard error with --json, so that standard output has the document alone. */
export const sayProgress = (json: boolean | undefined): ((line: string) => void) =>
  json ? (line) => void process.stderr.write(`${escapedLines(line)}\n`) : say;

/** Prints warnings to standard error. */
export const warn = (warnings: readonly string[]): void => {
  for (const warning of warnings)
    process.stderr.write(`${colored(process.stderr, `WARNING: ${escapedLines(warning)}`)}\n`);
};

/** Prints a result as one JSON document or as text. */
export const print = (json: boolean | undefined, document: unknown, text: () => string): void =>
  say(json ? escapedJson(JSON.stringify(document)) : text());

/** Prints rows of CSV as Excel opens them: after a byte-order mark. */
export const sayCsv = (rows: readonly (readonly string[])[]): void =>
  void process.stdout.write(BOM + rows.map(csvLine).join(''));

type Failure = { code: string; message: string; exitStatus: number };

/** Describes an error. A system error's message names its file or port; AWS's message is left out, as it may quote the request. */
const failureOf = (error: unknown): Failure => {
  const code = errorName(error);
  if (error instanceof Interrupted) return error;
  if (error instanceof ExplainedError) return { code: error.code, message: error.message, exitStatus: 2 };
  if (error instanceof Error && 'syscall' in error) return { code, message: error.message, exitStatus: 2 };
  if (error instanceof Error && /^(DiskFull|DatabaseStopped)$/.test(error.name))
    return { code, message: error.message, exitStatus: 2 };
  if (error instanceof Error && '$metadata' in error)
    return {
      code,
      message: `AWS answered ${error.name}${callOf(error)}; check region, credentials and the names in the environment`,
      exitStatus: 2,
    };
  return { code, message: `Unexpected error (please report it): ${summaryOf(error)}`, exitStatus: 1 };
};

const callOf = (error: Error): string => {
  const call = failedCall(error);
  return call ? ` to ${[call.operation, call.resource].filter(Boolean).join(' on ')}` : '';
};

/** Prints an error and sets the exit status: 2 when the user can fix it, 1 when it is unexpected, 130 or 143 after a signal. */
export const fail = (error: unknown, json: boolean): void => {
  const { code, message, exitStatus } = failureOf(error);
  process.stderr.write(
    json
      ? `${escapedJson(JSON.stringify({ error: { code, message } }))}\n`
      : `emergency: ${escapedLines(message)}\n`,
  );
  process.exitCode = exitStatus;
};

/** An error's name and stack frames, without its message, which may quote data. */
const summaryOf = (error: unknown) =>
  error instanceof Error ? `${error.name}\n${stack(error)}` : typeof error;

const stack = (error: Error) =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .join('\n');

export { counted } from '../domain/ledger/index.ts';
