import { type DynamoDBClient, GetResourcePolicyCommand } from '@aws-sdk/client-dynamodb';
import * as z from '../../domain/zod.ts';
import { errorName } from '../error-name.ts';

/** Actions that a table's policy denies to all principals except these. */
export type Denial = { actions: string[]; except: string[] };

const texts = z.union([z.array(z.string()), z.string()]);
const policy = z.object({ Statement: z.array(z.unknown()) });
/** Only denials to all principals count, and only with this condition. */
const denial = z.object({
  Effect: z.literal('Deny'),
  Principal: z.union([z.literal('*'), z.object({ AWS: z.literal('*') })]),
  Action: texts,
  Condition: z.optional(z.strictObject({ ArnNotEquals: z.strictObject({ 'aws:PrincipalArn': texts }) })),
});

/** The denials of a table's policy; none without a policy. */
export const tableDenials = async (client: DynamoDBClient, ResourceArn: string): Promise<Denial[]> => {
  try {
    const { Policy = '' } = await client.send(new GetResourcePolicyCommand({ ResourceArn }));
    return policy.parse(JSON.parse(Policy)).Statement.flatMap((statement) => {
      const { data } = denial.safeParse(statement);
      if (data === undefined) return [];
      const except = data.Condition?.ArnNotEquals['aws:PrincipalArn'] ?? [];
      return { actions: [data.Action].flat(), except: [except].flat() };
    });
  } catch (error) {
    if (errorName(error) === 'PolicyNotFoundException') return [];
    throw error;
  }
};
