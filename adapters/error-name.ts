/**
 * What an error is called, fit for an event or a log: the network's code (`ECONNREFUSED`) or the error's name
 * (`ThrottlingException`, `$ZodError`). Letters only, and never the message, for a service's message may quote the request.
 */
export const errorName = (error: unknown): string => {
  if (!(error instanceof Error)) return 'UnknownError';
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^E[A-Z_]{1,63}$/.test(code)) return code;
  return /^\$?[A-Za-z]{1,64}$/.test(error.name) ? error.name : 'UnknownError';
};
