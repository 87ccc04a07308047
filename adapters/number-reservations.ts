import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateScan,
} from '@aws-sdk/lib-dynamodb';
import type { E164, NumberReservations, NumberTags, Reservation } from '../domain/emergency/index.ts';
import { conditionHeld } from './conditional-write.ts';
import { SEND_BUDGET } from './tables.ts';

/** Ends the alias of the KMS key that tags reserved numbers; unlike those of callers' numbers it is one for all years. */
export const RESERVATION_PERIOD = 'reservations';

type Item = Reservation & { [SEND_BUDGET.partitionKey]: string };

/** Reservations in the table of the send budget (ADR 0035), one item per number under a keyed tag of it. */
export const dynamoNumberReservations = (
  db: DynamoDBDocumentClient,
  TableName: string,
  { tag }: NumberTags,
): NumberReservations => {
  const keyOf = async (number: E164) => ({
    [SEND_BUDGET.partitionKey]: `${SEND_BUDGET.numbers}${await tag(number, RESERVATION_PERIOD)}`,
  });
  const nameOf = (item: Pick<Item, typeof SEND_BUDGET.partitionKey>) => item[SEND_BUDGET.partitionKey];
  const ExpressionAttributeNames = { '#adminId': 'adminId', '#at': 'at' };

  const removeUntil = (key: string, adminId: string, at: number) =>
    conditionHeld(
      db.send(
        new DeleteCommand({
          TableName,
          Key: { [SEND_BUDGET.partitionKey]: key },
          ConditionExpression: '#adminId = :adminId AND #at <= :at',
          ExpressionAttributeNames,
          ExpressionAttributeValues: { ':adminId': adminId, ':at': at },
        }),
      ),
    );

  const reservations: NumberReservations = {
    async reserve(number, wanted, instead = wanted) {
      const Key = await keyOf(number);
      const put = new PutCommand({
        TableName,
        Item: { ...Key, ...wanted },
        ConditionExpression:
          'attribute_not_exists(#adminId) OR #adminId = :own OR (#adminId = :other AND #at = :at)',
        ExpressionAttributeNames,
        ExpressionAttributeValues: { ':own': wanted.adminId, ':other': instead.adminId, ':at': instead.at },
      });
      if (await conditionHeld(db.send(put))) return wanted;
      const { Item: found } = await db.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      // It was freed in between.
      if (!found) return reservations.reserve(number, wanted, instead);
      const { adminId, at } = found as Item;
      return { adminId, at };
    },
    async release(adminId, at, except) {
      const kept = except && nameOf(await keyOf(except));
      for await (const { Items = [] } of paginateScan({ client: db }, { TableName, ConsistentRead: true }))
        for (const key of (Items as Item[]).filter((item) => item.adminId === adminId).map(nameOf))
          if (key !== kept) await removeUntil(key, adminId, at);
    },
  };
  return reservations;
};
