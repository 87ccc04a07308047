import { join } from 'node:path';
import type { Environment } from '../handlers/environment.ts';
import { type FakeAws, startFakeAws } from './aws/fake-aws.ts';
import { demoPhone } from './demo.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb/start.ts';
import { LOCAL_CREDENTIALS, LOCAL_NAMES, localEndpoints } from './resource-names.ts';

export type Services = { dynamo: DynamoDb; edge: FakeAws; environment: Environment; close(): Promise<void> };

const under = (folder: string | null, name: string) =>
  folder === null ? {} : { folder: join(folder, name) };

/** Starts DynamoDB and the fake AWS services in this process; `environment` points the real SDK clients to them. */
export const startServices = async (
  folder: string | null,
  configFile: string,
  now: () => number,
): Promise<Services> => {
  // The SDK signs every request, local ones included.
  for (const [name, value] of Object.entries(LOCAL_CREDENTIALS)) process.env[name] ??= value;
  const dynamo = await startDynamoDb({ ...under(folder, 'dynamodb'), now });
  const edge = await startFakeAws({ ...under(folder, 'aws'), now, phones: demoPhone }).catch(
    async (error) => {
      await dynamo.close();
      throw error;
    },
  );
  return {
    dynamo,
    edge,
    environment: {
      ...LOCAL_NAMES,
      ...localEndpoints(dynamo.endpoint, edge.endpoint),
      LINE_CONFIG: configFile,
    },
    close: async () => {
      await edge.close();
      await dynamo.close();
    },
  };
};
