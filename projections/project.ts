import type { Log } from '../adapters/log.ts';
import { locationStream, PROBE, parseStream } from '../domain/emergency/index.ts';
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

type Rows = Map<string, { sequenceNumbers: string[]; events: StoredEvent[] }>;

/** Groups a batch by stream, in the order of each stream's first record, so that each row is written once. */
const byStream = (signals: Signal[]): Rows => {
  const rows: Rows = new Map();
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
    const rows = byStream(signals);
    const works = [...rows].map(([stream, { sequenceNumbers, events }]) => ({
      sequenceNumbers,
      run: () => projectStream(ports, stream, events),
    }));
    return [...works, { sequenceNumbers: [], run: () => sequenceRows(ports, rows) }];
  };

/**
 * Most events of a batch that get their leaves here: a leaf takes about 8 ms, the first one 30. Under load the next batch's
 * board comes first, and `SignCheckpoint` appends the leaves.
 */
const AT_ONCE = 25;

/** Appends the batch's leaves. The board does not depend on them: a failure is logged, and `SignCheckpoint` appends them later. */
const sequenceRows = async (ports: ProjectPorts, rows: Rows): Promise<void> => {
  if ([...rows.values()].flatMap(({ events }) => events).length > AT_ONCE) return;
  const reached = [...rows].map(
    ([stream, { events }]) => [stream, Math.max(...events.map(({ seq }) => seq))] as const,
  );
  await appendLeaves(ports, new Map(reached)).catch((error: unknown) =>
    ports.log('error', 'failed to append Merkle leaves', { count: reached.length, error }),
  );
};

/** A changed or removed event is never applied to the board. The publisher announces it on the bus. */
const alarm = (log: Log, { stream, seq, how }: Extract<Signal, { kind: 'tamper' }>) =>
  log('error', 'TAMPER: event overwritten, deleted or forged', { stream, seq, status: how });

const projectStream = async (ports: ProjectPorts, stream: string, events: StoredEvent[]): Promise<void> => {
  const { kind, key } = parseStream(stream);
  if (kind === 'location') await projectAndLogAge(ports, key, events);
  const changes = events.filter(({ type }) => CHANGES_DIRECTORY.has(type)).map(({ seq }) => seq);
  if (kind === 'admin' && changes.length > 0) await projectAdmin(ports, key, Math.min(...changes));
  if (events.some(({ type }) => type === PROBE)) {
    await ports.board.probe();
    // `emergency doctor` waits for this line, and an alarm rings when there is none.
    ports.log('info', 'probe processed', { function: 'Project', stream });
  }
};

/** Logs the age of the oldest event when its row is written; an alarm watches it. */
const projectAndLogAge = async (ports: ProjectPorts, key: string, events: StoredEvent[]): Promise<void> => {
  const ordered = events.toSorted((a, b) => a.seq - b.seq);
  await projectLocation(ports, key, ordered);
  const milliseconds = ports.system.now() - Date.parse(ordered[0]?.at ?? '');
  ports.log('info', 'projected', { stream: locationStream(key), count: events.length, milliseconds });
};

/** Projects one batch of the log's stream onto board, directory and leaves. */
export const projectBatch = (ports: ProjectPorts, event: unknown): Promise<BatchResponse> =>
  runBatch(event, ports, (record) => readSignal(ports.sha256, record), plan(ports));
