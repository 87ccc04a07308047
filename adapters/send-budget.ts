import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { decodeTime } from 'ulid';
import type { SendBudget } from '../domain/emergency/index.ts';
import { ulid } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';
import { SEND_BUDGET } from './tables.ts';

const HOUR = 3_600_000;

/**
 * The number of sets of reservations, one per hour in turn. A reservation also empties the two sets that can only be old. The
 * hour before is needed, as the window slides; the hour after allows for clock skew between Lambda instances. Other old
 * reservations are recognized by their time.
 */
const HOURS = 5;
const setOf = (hour: number) => `hour${hour % HOURS}`;
const hourOf = (id: string) => Math.floor(decodeTime(id) / HOUR);
const sets = Array.from({ length: HOURS }, (_, hour) => setOf(hour));

const row = z.record(z.string(), z.unknown());
const reservations = z._default(z.set(ulid), new Set());
const names = z._default(z.set(z.string()), new Set());

/** The SMS quota in one row of DynamoDB (ADR 0010). Adding to a set is idempotent, so the SDK may retry. */
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
    async reserve(id) {
      const hour = hourOf(id);
      const attributes = { '#now': setOf(hour), '#old': setOf(hour + 2), '#older': setOf(hour + 3) };
      const { Attributes } = await update('ADD #now :value REMOVE #old, #older', attributes, id);
      const found = row.parse(Attributes);
      const since = decodeTime(id) - HOUR;
      const others = sets.flatMap((name) => [...reservations.parse(found[name])]).filter((one) => one !== id);
      const times = others.map((one) => decodeTime(one)).filter((at) => at > since);
      return { sends: times.sort((a, b) => a - b), admins: names.parse(found.admins).size };
    },
    async release(id) {
      // Best effort: a reservation expires after an hour.
      await update('DELETE #now :value', { '#now': setOf(hourOf(id)) }, id).catch(() => {});
    },
    async setEnrolled(adminId, isEnrolled) {
      await update(`${isEnrolled ? 'ADD' : 'DELETE'} #admins :value`, { '#admins': 'admins' }, adminId);
    },
  };
};
