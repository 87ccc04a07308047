import { ExplainedError } from '../domain/ledger/index.ts';
import { onStopSignal, type StopSignal } from './stop-signals.ts';

/** 128 and the number of the signal, as shells report it. */
const EXIT_STATUS: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** The command was stopped by a signal; the message says what state is left. */
export class Interrupted extends ExplainedError {
  readonly code = 'Interrupted';
  readonly exitStatus: number;

  constructor(signal: StopSignal, state: string) {
    super(`stopped by ${signal === 'SIGINT' ? 'Ctrl-C' : signal}: ${state}`);
    this.exitStatus = EXIT_STATUS[signal];
  }
}

export type Interruption = {
  signal: AbortSignal;
  /** @throws Interrupted after a signal */
  check(): void;
};

/**
 * Runs work that a signal stops at its next `check`, so that its own clean-up runs; a second signal ends the process at once.
 * @param state what is left when it is stopped
 */
export const interruptible = async (
  state: () => string,
  work: (interruption: Interruption) => Promise<void>,
): Promise<void> => {
  const stopped = new AbortController();
  const withdraw = onStopSignal((signal) => stopped.abort(signal));
  const { signal } = stopped;
  const check = () => {
    if (signal.aborted) throw new Interrupted(signal.reason, state());
  };
  try {
    await work({ signal, check });
  } finally {
    withdraw();
  }
};
