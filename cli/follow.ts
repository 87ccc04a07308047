import type { LogRecord } from '../domain/ledger/index.ts';
import { type HistoryEntry, type HistoryPorts, history } from '../use-cases/queries/history.ts';
import type { HistoryFilter } from '../use-cases/queries/history-filter.ts';
import { onStopSignal } from './stop-signals.ts';

/** Milliseconds between two looks at the end of the log. */
const INTERVAL = 1000;

export type Following = {
  /** Prints the events that were added since the last look. */
  show(records: readonly LogRecord[]): void;
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Ends the following. */
  signal: AbortSignal;
};

/** Shows each event that matches a filter after a cursor, as soon as it is in the log, until the signal. */
export const follow = async (
  ports: HistoryPorts,
  filter: HistoryFilter,
  after: string,
  { show, pause, signal }: Following,
): Promise<void> => {
  for (let cursor = after; !signal.aborted; ) {
    const found: HistoryEntry[] = [];
    for await (const entry of history(ports, filter, { cursor })) found.push(entry);
    if (found.length > 0) show(found.map(({ record }) => record));
    cursor = found.at(-1)?.cursor ?? cursor;
    await pause(INTERVAL, signal).catch(() => {});
  }
};

/** Follows until Ctrl-C, a stop of the process or a closed terminal. */
export const untilStopped = async (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
  const controller = new AbortController();
  const withdraw = onStopSignal(() => controller.abort());
  await work(controller.signal).finally(withdraw);
};
