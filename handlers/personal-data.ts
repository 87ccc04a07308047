import { personalData } from '../adapters/personal-data.ts';
import { subjectKeys } from '../adapters/subject-keys.ts';
import type { Wires } from './wires.ts';
import { dynamoClient, kms } from './wiring.ts';

export const personalDataOf = (wires: Wires) => {
  const { SUBJECT_KEY: keyId, SUBJECT_KEYS_TABLE: table } = wires.environment;
  return personalData(subjectKeys({ kms: kms(wires), db: dynamoClient(wires), keyId, table }));
};
