import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { personalData } from '../adapters/personal-data.ts';
import { subjectKeys } from '../adapters/subject-keys.ts';
import { kms } from './kms-client.ts';
import type { Wires } from './wires.ts';

export const personalDataOf = (wires: Wires, db: DynamoDBClient) => {
  const { SUBJECT_KEY: keyId, SUBJECT_KEYS_TABLE: table } = wires.environment;
  return personalData(subjectKeys({ kms: kms(wires), db, keyId, table }));
};
