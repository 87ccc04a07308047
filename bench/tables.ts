import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import { jsonLog } from '../adapters/log.ts';
import { type AppContext, endpointOf } from '../handlers/composition/context.ts';
import { readConfig } from '../handlers/read-config.ts';
import { type Services, startServices } from '../local/services.ts';
import { createTables } from '../local/tables.ts';

/** The embedded services with the line's tables, and the ctx a handler is made of. Log lines are made and dropped. */
export type Tables = { ctx: AppContext; services: Services; client: DynamoDBClient; streamArn: string };

export const CONFIG_FILE = 'line.config.json';

/** @param folder where the tables are kept; null keeps them in memory */
export const withTables = async <T>(
  folder: string | null,
  work: (tables: Tables) => Promise<T>,
): Promise<T> => {
  const services = await startServices(folder, CONFIG_FILE, Date.now);
  const { environment } = services;
  const ctx: AppContext = {
    environment,
    config: readConfig(environment),
    system: { now: Date.now, newId: ulid, pause: async () => {} },
    log: jsonLog(() => {}, Date.now),
  };
  const client = new DynamoDBClient(endpointOf(environment, environment.AWS_ENDPOINT_URL_DYNAMODB));
  try {
    const streamArn = await createTables(client, environment);
    return await work({ ctx, services, client, streamArn });
  } finally {
    client.destroy();
    await services.close();
  }
};
