import type { CheckpointLog, EventStore, LeafLog, LogRecord, System } from '../../domain/ledger/index.ts';
import { unsettled } from '../../projections/leaves.ts';

export type WithoutLeafPorts = {
  store: EventStore;
  leaves: LeafLog;
  checkpoints: Pick<CheckpointLog, 'newest'>;
  system: Pick<System, 'now'>;
};

/** The events that have no leaf yet, by id and so by time, from the streams written since the newest checkpoint. */
export const withoutLeaf = async (ports: WithoutLeafPorts): Promise<LogRecord[]> => {
  const { store, leaves, checkpoints, system } = ports;
  const last = await checkpoints.newest();
  const found: LogRecord[] = [];
  for await (const heads of unsettled(store, last?.at ?? null, system.now()))
    for (const [stream, seq] of heads) {
      const from = await leaves.sequencedTo(stream);
      if (from >= seq) continue;
      for await (const record of store.read(stream, from)) found.push(record);
    }
  return found.sort((a, b) => (a.event.id < b.event.id ? -1 : 1));
};
