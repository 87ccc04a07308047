import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import { jsonLog } from '../adapters/log.ts';
import { type AppContext, endpointOf } from '../handlers/composition/context.ts';
import { readConfig } from '../handlers/read-config.ts';
import { type Services, startServices } from '../local/services.ts';
import { createTables } from '../local/tables.ts';

/** The embedded services with the line's tables in memory, and the context of the handlers; log lines are discarded. */
export type Tables = { ctx: AppContext; services: Services };

export const CONFIG_FILE = 'line.config.json';

/** Starts the embedded services and creates the tables; the caller closes `services`. `now` in ms. */
export const openTables = async (now: () => number = Date.now): Promise<Tables> => {
  const services = await startServices(null, CONFIG_FILE, now);
  const { environment } = services;
  const client = new DynamoDBClient(endpointOf(environment, environment.AWS_ENDPOINT_URL_DYNAMODB));
  await createTables(client, environment);
  client.destroy();
  const ctx = {
    environment,
    config: readConfig(environment),
    system: { now, newId: () => ulid(now()), pause: async () => {} },
    log: jsonLog(() => {}, Date.now),
  };
  return { ctx, services };
};

/** Runs `work` on newly created tables. */
export const withTables = async <T>(work: (tables: Tables) => Promise<T>): Promise<T> => {
  const tables = await openTables();
  try {
    return await work(tables);
  } finally {
    await tables.services.close();
  }
};
