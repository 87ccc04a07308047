import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { wireProject, wirePublish } from '../handlers/wire.ts';
import { place, type Wires } from '../handlers/wiring.ts';
import { CONSUMER_RULES, CONSUMERS } from '../projections/consumers.ts';
import { fileCheckpoints, memoryCheckpoints } from './checkpoints.ts';
import type { Services } from './services.ts';
import { type StreamPump, startStreamPump } from './stream-pump.ts';
import { createTables } from './tables.ts';

export type Consumers = { caughtUp(): Promise<void>; stop(): Promise<void> };

/** Milliseconds between two looks at an idle stream; a write wakes the pumps at once. */
const IDLE_POLL = 1000;
/** The longest pause before a failed batch is tried again, in milliseconds. */
const LONGEST_BACKOFF = 5000;

/** The log's stream onto the board, the directory and the bus, as Lambda's event source mappings would carry it. */
export const startConsumers = async (
  wires: Wires,
  { dynamo }: Services,
  folder: string | null,
): Promise<Consumers> => {
  const { environment, log, system } = wires;
  const { EVENTS_TABLE, BOARD_TABLE, DIRECTORY_TABLE, SUBJECT_KEYS_TABLE } = environment;
  const where = place(environment, environment.AWS_ENDPOINT_URL_DYNAMODB);
  const streamArn = await createTables(new DynamoDBClient(where), {
    events: EVENTS_TABLE,
    board: BOARD_TABLE,
    directory: DIRECTORY_TABLE,
    subjectKeys: SUBJECT_KEYS_TABLE,
  });
  const handlers = { Project: wireProject(wires), Publish: wirePublish(wires) };
  const pumps = Object.entries(handlers).map(([name, handler]) =>
    startStreamPump({
      streams: new DynamoDBStreamsClient(where),
      streamArn,
      functionName: name,
      handler,
      settings: { ...CONSUMERS[name as keyof typeof CONSUMERS], ...CONSUMER_RULES },
      checkpoint: folder === null ? memoryCheckpoints() : fileCheckpoints(join(folder, 'checkpoints', name)),
      onFailure: async ({ records, reason }) => {
        log('error', `records were given up: ${reason}`, { function: name, count: records.length });
        if (folder !== null)
          appendFileSync(join(folder, `failed-${name}.jsonl`), `${JSON.stringify({ reason, records })}\n`);
      },
      idlePollMs: IDLE_POLL,
      now: system.now,
      backoff: (attempt: number) => wait(Math.min(LONGEST_BACKOFF, 50 * 2 ** attempt)),
    }),
  );
  dynamo.onRecord(() => {
    for (const pump of pumps) pump.wake();
  });
  return {
    caughtUp: async () => void (await Promise.all(pumps.map((pump: StreamPump) => pump.drain()))),
    stop: async () => void (await Promise.all(pumps.map((pump: StreamPump) => pump.stop()))),
  };
};
