import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { personalData } from '../adapters/personal-data.ts';
import { subjectKeys } from '../adapters/subject-keys.ts';
import { kms } from './kms-client.ts';
import type { AppContext } from './wires.ts';

export const kmsPersonalData = (ctx: AppContext, db: DynamoDBClient) => {
  const { SUBJECT_KEY: keyId, SUBJECT_KEYS_TABLE: table } = ctx.environment;
  return personalData(subjectKeys({ kms: kms(ctx), db, keyId, table }));
};
