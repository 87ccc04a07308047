import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { expect, it } from 'vitest';
import { dynamoNumberReservations } from '../../adapters/number-reservations.ts';
import { dynamoSendBudget } from '../../adapters/send-budget.ts';
import { type E164, parseE164 } from '../../domain/emergency/secret.ts';
import { numberReservationsContract } from '../kit/contracts/number-reservations.ts';
import { memoryNumberTags } from '../kit/pin-codes.ts';
import { newSendBudgetTable, withDynamo } from './with-dynamo.ts';

const database = withDynamo();

const made = async () => {
  const TableName = await newSendBudgetTable(database());
  const db = DynamoDBDocumentClient.from(database());
  return {
    TableName,
    reservations: dynamoNumberReservations(db, TableName, memoryNumberTags()),
    budget: dynamoSendBudget(db, TableName),
  };
};

numberReservationsContract('in DynamoDB', async () => (await made()).reservations);

it('reserved numbers are in their table as tags only, beside the send budget, and are gone when freed', async () => {
  const { TableName, reservations, budget } = await made();
  const number = parseE164('+6591110001') as E164;
  await budget.setEnrolled('ana', true);
  await reservations.reserve(number, { adminId: 'ana', at: 1_000 });
  const items = async () => (await database().send(new ScanCommand({ TableName }))).Items ?? [];
  expect(await items()).toHaveLength(2);
  expect(JSON.stringify(await items())).not.toContain('91110001');
  await reservations.release('ana', 1_000, null);
  expect((await items()).map(({ budget: key }) => key?.S)).toStrictEqual(['texts']);
  expect(await budget.reserve(ulid(1_000))).toMatchObject({ admins: 1 });
});
