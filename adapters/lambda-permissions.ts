import { GetPolicyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from '../domain/zod.ts';
import { errorName } from './error-name.ts';

/** Whom Connect may call a function for: an instance's ARN, or `…instance/*`, and the account it has to be of. */
export type ConnectPermission = { sourceArn: string; sourceAccount: string | null };

const strings = z._default(z.record(z.string(), z.string()), {});
const policy = z.object({
  Statement: z.array(
    z.object({
      Effect: z.string(),
      Principal: z.union([z.string(), z.object({ Service: z.optional(z.string()) })]),
      Action: z.string(),
      Condition: z.prefault(z.object({ ArnLike: strings, StringEquals: strings }), {}),
    }),
  ),
});
type Statement = z.infer<typeof policy>['Statement'][number];

const isForConnect = ({ Effect, Principal, Action }: Statement) =>
  Effect === 'Allow' &&
  typeof Principal === 'object' &&
  Principal.Service === 'connect.amazonaws.com' &&
  Action === 'lambda:InvokeFunction';

/** What a function's own policy lets Connect do; nothing when it has none. */
export const connectPermissions = async (
  client: LambdaClient,
  FunctionName: string,
): Promise<ConnectPermission[]> => {
  try {
    const { Policy = '' } = await client.send(new GetPolicyCommand({ FunctionName }));
    return policy
      .parse(JSON.parse(Policy))
      .Statement.filter(isForConnect)
      .map(({ Condition: { ArnLike, StringEquals } }) => ({
        sourceArn: ArnLike['AWS:SourceArn'] ?? '*',
        sourceAccount: StringEquals['AWS:SourceAccount'] ?? null,
      }));
  } catch (error) {
    if (errorName(error) === 'ResourceNotFoundException') return [];
    throw error;
  }
};
