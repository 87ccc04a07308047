import { join } from 'node:path';
import type { Environment } from '../handlers/environment.ts';
import { type FakeAws, startFakeAws } from './aws/fake-aws.ts';
import type { TextEncryption } from './aws/messages.ts';
import { demoPhone } from './demo.ts';
import { type DynamoDb, startDynamoDb } from './dynamodb/start.ts';
import { LOCAL_NAMES, localEndpoints } from './resource-names.ts';

export type Services = {
  dynamo: DynamoDb;
  fakeAws: FakeAws;
  environment: Environment;
  close(): Promise<void>;
};

/**
 * Numbers and names are in the clear in the directory, which is rebuilt from the log; an erased person's key must be gone from the
 * disk.
 */
const SEPARATE_TABLES = { inMemory: [LOCAL_NAMES.DIRECTORY_TABLE], inFile: [LOCAL_NAMES.SUBJECT_KEYS_TABLE] };

const under = (folder: string | null, name: string) =>
  folder === null ? {} : { folder: join(folder, name) };

/** Starts DynamoDB and the fake AWS services in this process; `environment` points the real SDK clients to them. */
export const startServices = async (
  folder: string | null,
  configFile: string,
  now: () => number,
  texts?: TextEncryption,
): Promise<Services> => {
  const dynamo = await startDynamoDb({ ...under(folder, 'dynamodb'), now, separate: SEPARATE_TABLES });
  const options = { ...under(folder, 'aws'), now, phones: demoPhone, ...(texts ? { texts } : {}) };
  const fakeAws = await startFakeAws(options).catch(async (error) => {
    await dynamo.close();
    throw error;
  });
  const endpoints = localEndpoints(dynamo.endpoint, fakeAws.endpoint);
  return {
    dynamo,
    fakeAws,
    environment: { ...LOCAL_NAMES, ...endpoints, LINE_CONFIG: configFile },
    close: async () => {
      await fakeAws.close();
      await dynamo.close();
    },
  };
};
