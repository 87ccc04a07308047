import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { expect, it } from 'vitest';
import { dynamoSendBudget } from '../../adapters/send-budget.ts';
import { sendBudgetContract } from '../kit/contracts/send-budget.ts';
import { newSendBudgetTable, withDynamo } from './with-dynamo.ts';

const database = withDynamo();

/** A new table. */
const made = async () => {
  const TableName = await newSendBudgetTable(database());
  return { TableName, budget: dynamoSendBudget(DynamoDBDocumentClient.from(database()), TableName) };
};

sendBudgetContract('in DynamoDB', async () => (await made()).budget);

const NOON = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

it('the send budget uses one row that does not grow over time', async () => {
  const { TableName, budget } = await made();
  for (let day = 0; day < 30; day += 1)
    for (let minute = 0; minute < 3; minute += 1)
      await budget.reserve(ulid(NOON + day * 24 * HOUR + minute * 60_000));
  const db = DynamoDBDocumentClient.from(database());
  const { Item = {} } = await db.send(new GetCommand({ TableName, Key: { budget: 'texts' } }));
  const reservations = Object.values(Item).flatMap((value) => (value instanceof Set ? [...value] : []));
  expect(reservations.length).toBeLessThanOrEqual(5 * 3);
});

it('the send budget throws on a reservation, and not on a release, when its table is missing', async () => {
  const budget = dynamoSendBudget(DynamoDBDocumentClient.from(database()), 'NoSuchTable');
  await expect(budget.reserve(ulid(NOON))).rejects.toThrow();
  await expect(budget.release(ulid(NOON))).resolves.toBeUndefined();
});
