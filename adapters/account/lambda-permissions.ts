import { GetPolicyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from '../../domain/zod.ts';
import { errorName } from '../error-name.ts';

const strings = z._default(z.record(z.string(), z.string()), {});
const policy = z.object({
  Statement: z.array(
    z.object({
      Effect: z.string(),
      Principal: z.union([z.string(), z.object({ Service: z.optional(z.string()) })]),
      Action: z.string(),
      Condition: z.prefault(z.object({ ArnLike: strings }), {}),
    }),
  ),
});
type Statement = z.infer<typeof policy>['Statement'][number];

const isForConnect = ({ Effect, Principal, Action }: Statement) =>
  Effect === 'Allow' &&
  typeof Principal === 'object' &&
  Principal.Service === 'connect.amazonaws.com' &&
  Action === 'lambda:InvokeFunction';

/** The Connect instances that a function's policy allows to call it, as ARNs or `…instance/*`; none without a policy. */
export const connectPermissions = async (client: LambdaClient, FunctionName: string): Promise<string[]> => {
  try {
    const { Policy = '' } = await client.send(new GetPolicyCommand({ FunctionName }));
    return policy
      .parse(JSON.parse(Policy))
      .Statement.filter(isForConnect)
      .map(({ Condition }) => Condition.ArnLike['AWS:SourceArn'] ?? '*');
  } catch (error) {
    if (errorName(error) === 'ResourceNotFoundException') return [];
    throw error;
  }
};
