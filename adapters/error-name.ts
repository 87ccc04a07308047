/**
 * The name of an error for an event or a log: the network error code (`ECONNREFUSED`) or the error's name
 * (`ThrottlingException`, `$ZodError`). Letters only, and never the message, which may quote the request.
 */
export const errorName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'UnknownError';
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^E[A-Z_]{1,63}$/.test(code)) return code;
  return /^\$?[A-Za-z]{1,64}$/.test(error.name) ? error.name : 'UnknownError';
};
