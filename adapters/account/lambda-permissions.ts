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

/** The statements of a function's policy; none without a policy. */
const statementsOf = async (client: LambdaClient, FunctionName: string): Promise<Statement[]> => {
  try {
    const { Policy = '' } = await client.send(new GetPolicyCommand({ FunctionName }));
    return policy.parse(JSON.parse(Policy)).Statement;
  } catch (error) {
    if (errorName(error) === 'ResourceNotFoundException') return [];
    throw error;
  }
};

/** The Connect instances that a function's policy allows to call it, as ARNs or `…instance/*`. */
export const connectPermissions = async (client: LambdaClient, functionName: string): Promise<string[]> =>
  (await statementsOf(client, functionName))
    .filter(isForConnect)
    .map(({ Condition }) => Condition.ArnLike['AWS:SourceArn'] ?? '*');

/** How many statements of a function's policy allow anything to anybody. */
export const allowances = async (client: LambdaClient, functionName: string): Promise<number> =>
  (await statementsOf(client, functionName)).filter(({ Effect }) => Effect === 'Allow').length;
