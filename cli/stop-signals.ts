/** Ctrl-C, a stop by another program, and a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type StopSignal = (typeof SIGNALS)[number];

/**
 * Calls `stop` with the first signal that ends the process; a second one ends it at once. Returns a function that stops listening.
 */
export const onStopSignal = (stop: (signal: StopSignal) => void): (() => void) => {
  const withdraw = () => {
    for (const signal of SIGNALS) process.off(signal, stopped);
  };
  const stopped = (signal: StopSignal) => {
    withdraw();
    stop(signal);
  };
  for (const signal of SIGNALS) process.on(signal, stopped);
  return withdraw;
};

/** Resolves `stopped` at the first such signal. */
export const stopRequest = () => {
  const request = new AbortController();
  const withdraw = onStopSignal(() => request.abort());
  const stopped = new Promise<void>((resolve) =>
    request.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  return { stopped, isStopped: () => request.signal.aborted, withdraw };
};
