import { type DynamoDBClient, GetResourcePolicyCommand } from '@aws-sdk/client-dynamodb';
import * as z from '../../domain/zod.ts';
import { errorName } from '../error-name.ts';

/** Actions that a table's own policy refuses to everybody but these principals. */
export type Refused = { actions: string[]; but: string[] };

const texts = z.union([z.array(z.string()), z.string()]);
const policy = z.object({ Statement: z.array(z.unknown()) });
/** What refuses under any other condition, or to somebody only, refuses not enough to count. */
const refusal = z.object({
  Effect: z.literal('Deny'),
  Principal: z.union([z.literal('*'), z.object({ AWS: z.literal('*') })]),
  Action: texts,
  Condition: z.optional(z.strictObject({ ArnNotEquals: z.strictObject({ 'aws:PrincipalArn': texts }) })),
});

/** Nothing when the table has no policy. */
export const tableRefusals = async (client: DynamoDBClient, ResourceArn: string): Promise<Refused[]> => {
  try {
    const { Policy = '' } = await client.send(new GetResourcePolicyCommand({ ResourceArn }));
    return policy.parse(JSON.parse(Policy)).Statement.flatMap((statement) => {
      const { data } = refusal.safeParse(statement);
      if (data === undefined) return [];
      const but = data.Condition?.ArnNotEquals['aws:PrincipalArn'] ?? [];
      return { actions: [data.Action].flat(), but: [but].flat() };
    });
  } catch (error) {
    if (errorName(error) === 'PolicyNotFoundException') return [];
    throw error;
  }
};
