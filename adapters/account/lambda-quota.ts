import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** Lambda executions that may run at once in an account and Region; `unreserved`: of these, what no function has for itself. */
export type LambdaQuota = { concurrent: number; unreserved: number };

export const lambdaQuota = async (client: LambdaClient): Promise<LambdaQuota> => {
  const { AccountLimit = {} } = await client.send(new GetAccountSettingsCommand({}));
  const { ConcurrentExecutions = 0, UnreservedConcurrentExecutions = 0 } = AccountLimit;
  return { concurrent: ConcurrentExecutions, unreserved: UnreservedConcurrentExecutions };
};
