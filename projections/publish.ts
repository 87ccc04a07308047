import { PROBE } from '../domain/emergency/index.ts';
import { ExplainedError, type Sha256 } from '../domain/ledger/index.ts';
import { type BatchPorts, type BatchResponse, runBatch, type Work } from './batch.ts';
import { type BusPorts, CHUNK, publishChunk, signalEntry } from './bus-entries.ts';
import { readSignal, type Signal } from './stream-record.ts';

export type PublishPorts = BatchPorts & BusPorts & { sha256: Sha256 };

/** The bus rejected an entry after all retries; `code` is the bus's own. */
export class NotPublished extends ExplainedError {
  readonly code: string;

  constructor(what: string, code: string) {
    super(`the bus did not accept ${what}: ${code}`);
    this.code = code;
  }
}

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
          codes ??= publishChunk(ports, chunk.map(signalEntry));
          const code = (await codes)[index] ?? null;
          if (code !== null) throw new NotPublished(`record ${signal.sequenceNumber}`, code);
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
