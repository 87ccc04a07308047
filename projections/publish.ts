import type { Log } from '../adapters/log.ts';
import type { Sha256 } from '../domain/chain.ts';
import { DRILL } from '../domain/events/call.ts';
import { ExplainedError } from '../domain/explained-error.ts';
import type { BusEntry, EventBus, System } from '../domain/ports.ts';
import { publishedDetail } from '../domain/published.ts';
import { type BatchResponse, runBatch, type Work } from './batch.ts';
import { readSignal, type Signal } from './stream-record.ts';

export type PublishPorts = { bus: EventBus; sha256: Sha256; log: Log; system: System };

/** PutEvents takes ten entries a call. */
const CHUNK = 10;
/** What the bus did not take is sent again this often; after that the stream's own retry takes over. */
const RESENDS = 3;
const PAUSE = 100;

const entryOf = (signal: Exclude<Signal, { kind: 'proof' }>): BusEntry => {
  if (signal.kind === 'event') {
    const { type, at } = signal.event;
    return { detailType: type, time: at, detail: JSON.stringify(publishedDetail(signal.event, signal.hash)) };
  }
  const { stream, seq, how } = signal;
  const at = new Date(signal.at).toISOString();
  return { detailType: 'TamperDetected', time: at, detail: JSON.stringify({ stream, seq, how, at }) };
};

/** The bus did not take an entry, after all resends. */
class NotPublished extends ExplainedError {
  override name = 'NotPublished';
}

/** Publishes a chunk, resending only what failed; the indexes that failed to the end, in order, and why. */
const publishChunk = async (
  { bus, system }: PublishPorts,
  entries: BusEntry[],
): Promise<ReadonlyMap<number, string>> => {
  let open = new Map(entries.map((_, index) => [index, '']));
  for (let attempt = 0; open.size > 0 && attempt <= RESENDS; attempt += 1) {
    if (attempt > 0) await system.pause(PAUSE * 2 ** attempt);
    const sent = [...open.keys()];
    const results = await bus.publish(sent.flatMap((index) => entries[index] ?? []));
    open = new Map(
      sent.flatMap((index, position) => {
        const code = results[position];
        return code === null ? [] : [[index, code ?? 'MalformedReply']];
      }),
    );
  }
  return open;
};

/** Each record is a piece of work of its own, but ten go in one call, made when the first of them is due. */
const plan =
  (ports: PublishPorts) =>
  (all: Signal[]): Work[] => {
    const signals = all.filter((signal) => signal.kind !== 'proof');
    return Array.from({ length: Math.ceil(signals.length / CHUNK) }, (_, number) => {
      const chunk = signals.slice(number * CHUNK, (number + 1) * CHUNK);
      let failed: ReturnType<typeof publishChunk> | undefined;
      return chunk.map((signal, index) => ({
        sequenceNumbers: [signal.sequenceNumber],
        run: async () => {
          failed ??= publishChunk(ports, chunk.map(entryOf));
          const code = (await failed).get(index);
          if (code !== undefined)
            throw new NotPublished(`the bus did not take ${signal.sequenceNumber}: ${code}`);
          tellDrill(ports.log, signal);
        },
      }));
    }).flat();
  };

/** `emergency doctor` waits for this line. */
const tellDrill = (log: Log, signal: Signal): void => {
  if (signal.kind === 'event' && signal.event.type === DRILL)
    log('info', 'the bus took a drill', { function: 'Publish', stream: signal.event.stream });
};

/** One batch of the log's stream onto the event bus: at least once, nothing personal. */
export const publishBatch = (ports: PublishPorts, event: unknown): Promise<BatchResponse> =>
  runBatch(event, ports.log, (record) => readSignal(ports.sha256, record), plan(ports));
