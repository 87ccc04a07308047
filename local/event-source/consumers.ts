import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { type AppContext, endpointOf } from '../../handlers/composition/context.ts';
import { createStores } from '../../handlers/composition/projector.ts';
import { CONSUMER_RULES, CONSUMERS } from '../../projections/consumers.ts';
import { rebuild } from '../../projections/rebuild.ts';
import type { Lambdas } from '../lambdas.ts';
import type { Services } from '../services.ts';
import { createTables } from '../tables.ts';
import { type EventSourceMapping, startEventSourceMapping } from './mapping.ts';
import type { StreamHandler } from './options.ts';
import { fileStreamPositions, type StreamPosition } from './positions.ts';

export type Consumers = { caughtUp(): Promise<void>; stop(): Promise<void> };

/** Polling interval of an idle stream in milliseconds; a write wakes the mappings at once. */
const IDLE_POLL = 1000;
/** Milliseconds between rebuilds of rows whose records failed; a minute in the deployment. */
const REBUILD_INTERVAL = 15_000;
/** The longest pause before a failed batch is tried again, in milliseconds. */
const LONGEST_BACKOFF = 5000;

type Name = keyof typeof CONSUMERS;

const checkpoints = (folder: string | null, name: Name): StreamPosition => {
  if (folder !== null) return fileStreamPositions(join(folder, 'checkpoints', `${name}.json`));
  const known = new Map<string, string>();
  return {
    read: async (shardId) => known.get(shardId) ?? null,
    write: async (shardId, sequenceNumber) => void known.set(shardId, sequenceNumber),
  };
};

/** The log's stream onto the board, the directory and the bus, as Lambda's event source mappings would carry it. */
export const startConsumers = async (
  ctx: AppContext,
  { dynamo }: Services,
  folder: string | null,
  lambdas: Pick<Lambdas, Name>,
): Promise<Consumers> => {
  const { environment, log, system } = ctx;
  const where = endpointOf(environment, environment.AWS_ENDPOINT_URL_DYNAMODB);
  const streamArn = await createTables(new DynamoDBClient(where), environment);
  // Both are read before a pump starts: a damaged one must not leave the other's running.
  const checkpointOf = { Project: checkpoints(folder, 'Project'), Publish: checkpoints(folder, 'Publish') };
  const pump = (
    name: Name,
    handler: StreamHandler,
    whenTrimmed: () => Promise<unknown>,
  ): EventSourceMapping =>
    startEventSourceMapping({
      streams: new DynamoDBStreamsClient(where),
      streamArn,
      functionName: name,
      handler,
      // A machine may be off for days; what waits in the stream is not too old because of that. So nothing is given up
      // here but what the stream itself has lost.
      settings: { ...CONSUMERS[name], ...CONSUMER_RULES, maximumRecordAgeSeconds: -1 },
      checkpoint: checkpointOf[name],
      onFailure: async ({ reason, records }) => {
        log('error', `records discarded: ${reason}`, { function: name, count: records.length });
        await whenTrimmed();
      },
      idlePollMs: IDLE_POLL,
      now: system.now,
      backoff: (attempt) => wait(Math.min(LONGEST_BACKOFF, 50 * 2 ** attempt)),
    });
  const pumps = [
    pump('Project', lambdas.Project, () => rebuild(createStores(ctx))),
    pump('Publish', lambdas.Publish, async () => {}),
  ];
  const rebuilding = setInterval(
    () =>
      lambdas
        .Project({ mend: '' })
        .catch((error: unknown) => log('error', 'failed to rebuild rows', { function: 'Project', error })),
    REBUILD_INTERVAL,
  );
  dynamo.onRecord(() => {
    for (const one of pumps) one.wake();
  });
  return {
    caughtUp: async () => void (await Promise.all(pumps.map((one) => one.drain()))),
    stop: async () => {
      clearInterval(rebuilding);
      await Promise.all(pumps.map((one) => one.stop()));
    },
  };
};
