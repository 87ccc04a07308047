/** The only fields a log line may have. A number, a PIN, a name or typed digits are not among them (ASVS 16.2.5). */
export type LogFields = {
  function?: string;
  contactId?: string;
  adminId?: string;
  stream?: string;
  seq?: number;
  sequenceNumber?: string;
  status?: string;
  count?: number;
  milliseconds?: number;
  /** An error's name and the places it passed, never its text: a service may quote what it was sent. */
  error?: unknown;
};

export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: LogFields) => void;

const describe = (error: unknown) =>
  error instanceof Error
    ? {
        name: error.name,
        at: (error.stack ?? '')
          .split('\n')
          .filter((line) => /^\s+at /.test(line))
          .slice(0, 6)
          .map((line) => line.trim()),
      }
    : { name: typeof error };

/** One JSON line for each entry; CloudWatch indexes its fields. */
export const jsonLog =
  (write: (line: string) => void, now: () => number): Log =>
  (level, message, { error, ...fields } = {}) =>
    write(
      `${JSON.stringify({ time: new Date(now()).toISOString(), level, message, ...fields, ...(error === undefined ? {} : { error: describe(error) }) })}\n`,
    );
