import type { FailedRecords } from '../domain/emergency/index.ts';
import { CHUNK, publishChunk, signalEntry } from './bus-entries.ts';
import { type Recovery, retryParked, type Unrecovered } from './parked-records.ts';
import { NotPublished, type PublishPorts } from './publish.ts';
import { readSignal, type Signal } from './stream-record.ts';

export type PublishParkedPorts = PublishPorts & { failed: FailedRecords };

type Readable = { record: unknown; signal: Exclude<Signal, { kind: 'proof' }> };

/** The records that have something to publish, and those that cannot be read. */
const readAll = (sha256: PublishPorts['sha256'], records: readonly { record: unknown }[]) => {
  const readable: Readable[] = [];
  const left: Unrecovered[] = [];
  for (const { record } of records)
    try {
      const signal = readSignal(sha256, record);
      if (signal.kind !== 'proof') readable.push({ record, signal });
    } catch (error) {
      left.push({ record, error });
    }
  return { readable, left };
};

const publishAgain =
  (ports: PublishPorts): Recovery['recover'] =>
  async (records) => {
    const { readable, left } = readAll(ports.sha256, records);
    for (let from = 0; from < readable.length; from += CHUNK) {
      const chunk = readable.slice(from, from + CHUNK);
      const entries = chunk.map(({ signal }) => signalEntry(signal));
      for (const [index, code] of (await publishChunk(ports, entries)).entries())
        if (code !== null)
          left.push({ record: chunk[index]?.record, error: new NotPublished('a parked record', code) });
    }
    return left;
  };

/** Publishes parked records, and deletes those that the bus accepted (parked-records.ts). */
export const publishParked = (ports: PublishParkedPorts, discardedPrefix: string): Promise<void> =>
  retryParked(
    ports,
    {
      consumer: 'Publish',
      recover: publishAgain(ports),
      recovered: 'parked records published',
      failed: 'failed to publish parked records',
    },
    discardedPrefix,
  );
