import {
  type BusEntry,
  type EventBus,
  PROBE,
  publishedDetail,
  publishedTampering,
} from '../domain/emergency/index.ts';
import { ExplainedError, type Sha256, type System } from '../domain/ledger/index.ts';
import { type BatchPorts, type BatchResponse, runBatch, type Work } from './batch.ts';
import { isPermanent } from './permanent.ts';
import { readSignal, type Signal } from './stream-record.ts';

export type PublishPorts = BatchPorts & { bus: EventBus; sha256: Sha256; system: System };

/** PutEvents accepts ten entries a call. */
const CHUNK = 10;
/** Resends of a rejected entry, each after a longer pause (ms); then the stream's own retry takes over. */
const RESENDS = 3;
const PAUSE = 100;

const entryOf = (signal: Exclude<Signal, { kind: 'proof' }>): BusEntry => {
  if (signal.kind === 'event') {
    const { type, at } = signal.event;
    return { detailType: type, time: at, detail: JSON.stringify(publishedDetail(signal.event, signal.hash)) };
  }
  const at = new Date(signal.at).toISOString();
  return {
    detailType: 'TamperDetected',
    time: at,
    detail: JSON.stringify(publishedTampering({ ...signal, at })),
  };
};

/** The bus rejected an entry after all retries; `code` is the bus's own. */
class NotPublished extends ExplainedError {
  readonly code: string;

  constructor(sequenceNumber: string, code: string) {
    super(`the bus did not accept record ${sequenceNumber}: ${code}`);
    this.code = code;
  }
}

/**
 * Sends entries in one call; returns for each null when it was accepted, or the error code. One entry, or their total size,
 * can fail the whole call: then each is sent alone.
 */
const publishOnce = async (bus: EventBus, entries: BusEntry[]): Promise<(string | null)[]> => {
  const results = await bus.publish(entries);
  const codes = entries.map((_, index) => (index in results ? (results[index] ?? null) : 'NoAnswer'));
  if (entries.length === 1 || codes.some((code) => code !== 'ValidationException')) return codes;
  const alone: (string | null)[] = [];
  for (const entry of entries) alone.push(...(await publishOnce(bus, [entry])));
  return alone;
};

/** Publishes a chunk and resends entries with a transient error; returns as `publishOnce` does. */
const publishChunk = async ({ bus, system }: PublishPorts, entries: BusEntry[]) => {
  const codes: (string | null)[] = entries.map(() => 'NotSent');
  for (let attempt = 0; attempt <= RESENDS; attempt += 1) {
    const open = [...codes.keys()].filter((index) => codes[index] !== null && !isPermanent(codes[index]));
    if (open.length === 0) break;
    if (attempt > 0) await system.pause(PAUSE * 2 ** attempt);
    const results = await publishOnce(
      bus,
      open.flatMap((index) => entries[index] ?? []),
    );
    for (const [position, index] of open.entries()) codes[index] = results[position] ?? null;
  }
  return codes;
};

/** One piece of work per record; ten share one call, made when the first of them runs. */
const plan =
  (ports: PublishPorts) =>
  (all: Signal[]): Work[] => {
    const signals = all.filter((signal) => signal.kind !== 'proof');
    return Array.from({ length: Math.ceil(signals.length / CHUNK) }, (_, number) => {
      const chunk = signals.slice(number * CHUNK, (number + 1) * CHUNK);
      let codes: ReturnType<typeof publishChunk> | undefined;
      return chunk.map((signal, index) => ({
        sequenceNumbers: [signal.sequenceNumber],
        run: async () => {
          codes ??= publishChunk(ports, chunk.map(entryOf));
          const code = (await codes)[index] ?? null;
          if (code !== null) throw new NotPublished(signal.sequenceNumber, code);
          logProbe(ports, signal);
        },
      }));
    }).flat();
  };

/** `emergency doctor` waits for this log line. */
const logProbe = ({ log }: PublishPorts, signal: Signal): void => {
  if (signal.kind === 'event' && signal.event.type === PROBE)
    log('info', 'probe published', { function: 'Publish', stream: signal.event.stream });
};

/** Publishes one batch of the log's stream to the event bus: at least once, without personal data. */
export const publishBatch = (ports: PublishPorts, event: unknown): Promise<BatchResponse> =>
  runBatch(event, ports, (record) => readSignal(ports.sha256, record), plan(ports));
