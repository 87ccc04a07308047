import { ExplainedError } from '../../domain/ledger/index.ts';

/** A consumer of the stream fails repeatedly. */
class ConsumerStuck extends ExplainedError {
  readonly code = 'ConsumerStuck';
}

/** Consecutive failures after which a waiter is rejected: a record may be retried for ever. */
const STUCK_AFTER = 10;

type Waiter = { wakeCount: number; failures: number; resolve(): void; reject(error: Error): void };

/** Callers of `drain` that wait for the mapping. */
export const createDrainWaiters = (functionName: string) => {
  const waiters = new Set<Waiter>();

  const reject = (waiter: Waiter, error: Error) => {
    waiters.delete(waiter);
    waiter.reject(error);
  };

  return {
    /** Resolves when `settle` reports everything written before that wake count as done. */
    wait: (wakeCount: number) =>
      new Promise<void>((resolve, fail) => waiters.add({ wakeCount, failures: 0, resolve, reject: fail })),
    settle(doneUpTo: number) {
      for (const waiter of waiters) {
        if (waiter.wakeCount > doneUpTo) continue;
        waiters.delete(waiter);
        waiter.resolve();
      }
    },
    /** A record was processed or discarded. */
    progress() {
      for (const waiter of waiters) waiter.failures = 0;
    },
    /** An attempt failed and will be retried. */
    failure(cause: unknown) {
      const message = `${functionName} failed ${STUCK_AFTER} times in a row; retries continue`;
      for (const waiter of waiters) {
        waiter.failures += 1;
        if (waiter.failures >= STUCK_AFTER) reject(waiter, new ConsumerStuck(message, { cause }));
      }
    },
    rejectAll(reason: Error) {
      for (const waiter of waiters) reject(waiter, reason);
    },
  };
};
