import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { decodeTime } from 'ulid';
import type { SendBudget } from '../domain/emergency/index.ts';
import { ulid } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';
import { SEND_BUDGET } from './tables.ts';

const HOUR = 3_600_000;

/**
 * The places stand in five sets, one for each hour in turn. With one request a place goes into the set of its hour, the
 * two sets that can only be hours old are emptied, and the whole row comes back. The hours before and after stay: the
 * hour looked at reaches back into the one, and another Lambda's clock may be a little ahead in the other. A place of an
 * earlier round that nobody emptied is told by its time.
 */
const HOURS = 5;
const slot = (hour: number) => `hour${hour % HOURS}`;
const hourOf = (place: string) => Math.floor(decodeTime(place) / HOUR);
const slots = Array.from({ length: HOURS }, (_, hour) => slot(hour));

const row = z.record(z.string(), z.unknown());
const places = z._default(z.set(ulid), new Set());
const names = z._default(z.set(z.string()), new Set());

/** The line's texts of the last hour in one row of DynamoDB. Adding to a set twice adds once, so the SDK may repeat itself. */
export const dynamoSendBudget = (db: DynamoDBDocumentClient, TableName: string): SendBudget => {
  const update = (UpdateExpression: string, attributes: Record<string, string>, value: string) =>
    db.send(
      new UpdateCommand({
        TableName,
        Key: { [SEND_BUDGET.partitionKey]: SEND_BUDGET.row },
        UpdateExpression,
        ExpressionAttributeNames: attributes,
        ExpressionAttributeValues: { ':value': new Set([value]) },
        ReturnValues: 'ALL_NEW',
      }),
    );

  return {
    async reserve(place) {
      const hour = hourOf(place);
      const attributes = { '#now': slot(hour), '#old': slot(hour + 2), '#older': slot(hour + 3) };
      const { Attributes } = await update('ADD #now :value REMOVE #old, #older', attributes, place);
      const found = row.parse(Attributes);
      const since = decodeTime(place) - HOUR;
      const others = slots.flatMap((name) => [...places.parse(found[name])]).filter((one) => one !== place);
      const times = others.map((one) => decodeTime(one)).filter((at) => at > since);
      return { sends: times.sort((a, b) => a - b), admins: names.parse(found.admins).size };
    },
    async release(place) {
      // Best effort: a place that stays taken is free again an hour later.
      await update('DELETE #now :value', { '#now': slot(hourOf(place)) }, place).catch(() => {});
    },
    async setEnrolled(adminId, isListed) {
      await update(`${isListed ? 'ADD' : 'DELETE'} #admins :value`, { '#admins': 'admins' }, adminId);
    },
  };
};
