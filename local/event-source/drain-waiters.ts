import { ExplainedError } from '../../domain/ledger/index.ts';

/** A consumer of the stream keeps failing. */
class ConsumerStuck extends ExplainedError {
  readonly code = 'ConsumerStuck';
}

/** Those who wait until a pump has handed over all there was when they asked. */
export type DrainWaiters = {
  /** Waits until `settle` says that everything written before that wakeCount is done. */
  wait(wakeCount: number): Promise<void>;
  settle(doneUpTo: number): void;
  /** A record was handed over or given up. */
  progress(): void;
  /** Something failed and is tried again. */
  trouble(error: unknown): void;
  end(reason: Error): void;
};

/**
 * So many failures in a row, and who waits is told instead of left waiting: a record may be retried for ever, or a
 * hundred times with minutes between.
 */
const STUCK_AFTER = 10;

type Waiting = { wakeCount: number; failures: number; resolve(): void; reject(error: Error): void };

export const createDrainWaiters = (functionName: string): DrainWaiters => {
  const waiting = new Set<Waiting>();

  const reject = (one: Waiting, error: Error) => {
    waiting.delete(one);
    one.reject(error);
  };

  return {
    wait: (wakeCount) =>
      new Promise((resolve, fail) => waiting.add({ wakeCount, failures: 0, resolve, reject: fail })),
    settle(doneUpTo) {
      for (const one of waiting) {
        if (one.wakeCount > doneUpTo) continue;
        waiting.delete(one);
        one.resolve();
      }
    },
    progress() {
      for (const one of waiting) one.failures = 0;
    },
    trouble(cause) {
      for (const one of waiting) {
        one.failures += 1;
        if (one.failures < STUCK_AFTER) continue;
        reject(
          one,
          new ConsumerStuck(`${functionName} failed ${STUCK_AFTER} times in a row; it goes on trying`, {
            cause,
          }),
        );
      }
    },
    end(reason) {
      for (const one of waiting) reject(one, reason);
    },
  };
};
