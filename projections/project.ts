import type { Log } from '../adapters/log.ts';
import { DRILL, locationStream, parseStream } from '../domain/emergency/index.ts';
import type { Sha256, StoredEvent, System } from '../domain/ledger/index.ts';
import { CHANGES_DIRECTORY, type DirectoryPorts, projectAdmin } from './admin-directory.ts';
import { type BatchPorts, type BatchResponse, runBatch, type Work } from './batch.ts';
import { type BoardPorts, projectLocation } from './emergency-board.ts';
import { appendLeaves, type LeafPorts } from './leaves.ts';
import { readSignal, type Signal } from './stream-record.ts';

export type ProjectPorts = BoardPorts &
  DirectoryPorts &
  LeafPorts &
  BatchPorts & { sha256: Sha256; system: System };

/** Groups a batch by the row it changes, in the order of each row's first record: one write per row, whatever the batch. */
const byRow = (signals: Signal[]): Map<string, { sequenceNumbers: string[]; events: StoredEvent[] }> => {
  const rows = new Map<string, { sequenceNumbers: string[]; events: StoredEvent[] }>();
  for (const signal of signals) {
    if (signal.kind !== 'event') continue;
    const row = rows.get(signal.event.stream) ?? { sequenceNumbers: [], events: [] };
    row.sequenceNumbers.push(signal.sequenceNumber);
    row.events.push(signal.event);
    rows.set(signal.event.stream, row);
  }
  return rows;
};

const plan =
  (ports: ProjectPorts) =>
  (signals: Signal[]): Work[] => {
    for (const signal of signals) if (signal.kind === 'tamper') alarm(ports.log, signal);
    const rows = byRow(signals);
    const works = [...rows].map(([stream, { sequenceNumbers, events }]) => ({
      sequenceNumbers,
      run: () => projectStream(ports, stream, events),
    }));
    return [...works, { sequenceNumbers: [], run: () => sequenceRows(ports, rows) }];
  };

/** A leaf takes some 8 ms, and the first 30. In a storm the board of the next batch comes first, and `SignCheckpoint` gives the leaves. */
const AT_ONCE = 25;

/** The board does not wait for the proof: what fails here is logged, and the sweep before the next checkpoint finds it. */
const sequenceRows = async (ports: ProjectPorts, rows: ReturnType<typeof byRow>): Promise<void> => {
  if ([...rows.values()].flatMap(({ events }) => events).length > AT_ONCE) return;
  const reached = [...rows].map(
    ([stream, { events }]) => [stream, Math.max(...events.map(({ seq }) => seq))] as const,
  );
  await appendLeaves(ports, new Map(reached)).catch((error: unknown) =>
    ports.log('error', 'failed to append Merkle leaves', { count: reached.length, error }),
  );
};

/** A changed or removed event is never applied: the board keeps what the log said. The publisher tells the others. */
const alarm = (log: Log, { stream, seq, how }: Extract<Signal, { kind: 'tamper' }>) =>
  log('error', 'TAMPER: event overwritten, deleted or forged', { stream, seq, status: how });

const projectStream = async (ports: ProjectPorts, stream: string, events: StoredEvent[]): Promise<void> => {
  const { kind, key } = parseStream(stream);
  if (kind === 'location')
    await projectLocationInTime(
      ports,
      key,
      events.toSorted((a, b) => a.seq - b.seq),
    );
  const changes = events.filter(({ type }) => CHANGES_DIRECTORY.has(type)).map(({ seq }) => seq);
  if (kind === 'admin' && changes.length > 0) await projectAdmin(ports, key, Math.min(...changes));
  if (kind === 'call') tellDrills(ports.log, stream, events);
};

/** A drill changes no row; that it came this far is what it is for (`emergency doctor` reads the line). */
const tellDrills = (log: Log, stream: string, events: StoredEvent[]): void => {
  if (events.some(({ type }) => type === DRILL))
    log('info', 'drill processed', { function: 'Project', stream });
};

/** The line in the log says how old the oldest of the events was by then: an alarm watches it. */
const projectLocationInTime = async (
  ports: ProjectPorts,
  key: string,
  events: StoredEvent[],
): Promise<void> => {
  await projectLocation(ports, key, events);
  const milliseconds = ports.system.now() - Date.parse(events[0]?.at ?? '');
  ports.log('info', 'projected', { stream: locationStream(key), count: events.length, milliseconds });
};

/** One batch of the log's stream onto the emergency board and the administrators' directory. */
export const projectBatch = (ports: ProjectPorts, event: unknown): Promise<BatchResponse> =>
  runBatch(event, ports, (record) => readSignal(ports.sha256, record), plan(ports));
