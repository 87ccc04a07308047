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
import { fileStreamPositions, memoryStreamPositions } from './positions.ts';

export type Consumers = { caughtUp(): Promise<void>; stop(): Promise<void> };

/** Polling interval of an idle stream in milliseconds; a write wakes the mappings at once. */
const IDLE_POLL = 1000;
/** Milliseconds between retries of parked records; a minute in the deployment. */
const RETRY_INTERVAL = 15_000;
/** Longest pause before a failed batch is retried, in milliseconds. */
const MAX_BACKOFF = 5000;

type Name = keyof typeof CONSUMERS;

/** Starts projector and publisher on the log's stream, as Lambda's event source mappings invoke them. */
export const startConsumers = async (
  ctx: AppContext,
  { dynamo }: Services,
  folder: string | null,
  lambdas: Pick<Lambdas, Name>,
): Promise<Consumers> => {
  const { environment, log, system } = ctx;
  const client = { ...endpointOf(environment, environment.AWS_ENDPOINT_URL_DYNAMODB), maxAttempts: 3 };
  const streamArn = await createTables(new DynamoDBClient(client), environment);
  const openPositions = (name: Name) =>
    folder === null
      ? memoryStreamPositions()
      : fileStreamPositions(join(folder, 'checkpoints', `${name}.json`));
  // Both files are read before a mapping starts: a damaged one must not leave the other's running.
  const positions = { Project: openPositions('Project'), Publish: openPositions('Publish') };
  const start = (name: Name, onTrimmed: () => Promise<unknown>): EventSourceMapping =>
    startEventSourceMapping({
      streams: new DynamoDBStreamsClient(client),
      streamArn,
      functionName: name,
      handler: lambdas[name],
      // This machine may be off for days, so no record is too old: only what the stream trimmed is lost.
      settings: { ...CONSUMERS[name], ...CONSUMER_RULES, maximumRecordAgeSeconds: -1 },
      positions: positions[name],
      onFailure: async ({ reason, records }) => {
        log('error', `records discarded: ${reason}`, { function: name, count: records.length });
        await onTrimmed();
      },
      idlePollMs: IDLE_POLL,
      now: system.now,
      backoff: (attempt) => wait(Math.min(MAX_BACKOFF, 50 * 2 ** attempt)),
    });
  const mappings = [start('Project', () => rebuild(createStores(ctx))), start('Publish', async () => {})];
  const retryParked = (name: Name) =>
    lambdas[name]({ repair: '' }).catch((error: unknown) =>
      log('error', 'failed to list parked records', { function: name, error }),
    );
  const retrying = setInterval(
    () => Promise.all([retryParked('Project'), retryParked('Publish')]),
    RETRY_INTERVAL,
  );
  dynamo.onRecord(() => {
    for (const mapping of mappings) mapping.wake();
  });
  return {
    caughtUp: async () => void (await Promise.all(mappings.map((mapping) => mapping.drain()))),
    stop: async () => {
      clearInterval(retrying);
      await Promise.all(mappings.map((mapping) => mapping.stop()));
    },
  };
};
