import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Log } from '../adapters/log.ts';
import { wireProjections } from '../handlers/wire-projections.ts';
import { place, type Wires } from '../handlers/wires.ts';
import { CONSUMER_RULES, CONSUMERS } from '../projections/consumers.ts';
import { rebuild } from '../projections/rebuild.ts';
import { type Checkpoint, fileCheckpoints } from './checkpoints.ts';
import type { Lambdas } from './lambdas.ts';
import type { Services } from './services.ts';
import { type StreamPump, startStreamPump } from './stream-pump.ts';
import type { Failed, StreamHandler } from './stream-pump-options.ts';
import { createTables } from './tables.ts';

export type Consumers = { caughtUp(): Promise<void>; stop(): Promise<void> };

/** Milliseconds between two looks at an idle stream; a write wakes the pumps at once. */
const IDLE_POLL = 1000;
/** The longest pause before a failed batch is tried again, in milliseconds. */
const LONGEST_BACKOFF = 5000;

type Name = keyof typeof CONSUMERS;

const checkpoints = (folder: string | null, name: Name): Checkpoint => {
  if (folder !== null) return fileCheckpoints(join(folder, 'checkpoints', `${name}.json`));
  const known = new Map<string, string>();
  return {
    read: async (shardId) => known.get(shardId) ?? null,
    write: async (shardId, sequenceNumber) => void known.set(shardId, sequenceNumber),
  };
};

/** Keeps what a consumer gave up, whole, as the failure bucket does. */
const keeper = (folder: string | null, log: Log) => (name: Name, failed: Failed) => {
  log('error', `records were given up: ${failed.reason}`, { function: name, count: failed.records.length });
  if (folder !== null) appendFileSync(join(folder, `failed-${name}.jsonl`), `${JSON.stringify(failed)}\n`);
};

/** The log's stream onto the board, the directory and the bus, as Lambda's event source mappings would carry it. */
export const startConsumers = async (
  wires: Wires,
  { dynamo }: Services,
  folder: string | null,
  lambdas: Pick<Lambdas, Name>,
): Promise<Consumers> => {
  const { environment, log, system } = wires;
  const where = place(environment, environment.AWS_ENDPOINT_URL_DYNAMODB);
  const streamArn = await createTables(new DynamoDBClient(where), environment);
  const keep = keeper(folder, log);
  // Both are read before a pump starts: a damaged one must not leave the other's running.
  const checkpointOf = { Project: checkpoints(folder, 'Project'), Publish: checkpoints(folder, 'Publish') };
  const pump = (name: Name, handler: StreamHandler, whenTrimmed: () => Promise<unknown>): StreamPump =>
    startStreamPump({
      streams: new DynamoDBStreamsClient(where),
      streamArn,
      functionName: name,
      handler,
      // A machine may be off for days; what waits in the stream is not too old because of that.
      settings: { ...CONSUMERS[name], ...CONSUMER_RULES, maximumRecordAgeSeconds: -1 },
      checkpoint: checkpointOf[name],
      onFailure: async (failed) => {
        keep(name, failed);
        if (failed.reason === 'RecordsTrimmed') await whenTrimmed();
      },
      idlePollMs: IDLE_POLL,
      now: system.now,
      backoff: (attempt) => wait(Math.min(LONGEST_BACKOFF, 50 * 2 ** attempt)),
    });
  const pumps = [
    pump('Project', lambdas.Project, () => rebuild(wireProjections(wires))),
    pump('Publish', lambdas.Publish, async () => {}),
  ];
  dynamo.onRecord(() => {
    for (const one of pumps) one.wake();
  });
  return {
    caughtUp: async () => void (await Promise.all(pumps.map((one) => one.drain()))),
    stop: async () => void (await Promise.all(pumps.map((one) => one.stop()))),
  };
};
