import { GetAccountSettingsCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** The concurrent Lambda executions of an account and Region; `unreserved`: those that no function reserves. */
export type LambdaQuota = { concurrent: number; unreserved: number };

export const lambdaQuota = async (client: LambdaClient): Promise<LambdaQuota> => {
  const { AccountLimit = {} } = await client.send(new GetAccountSettingsCommand({}));
  const { ConcurrentExecutions = 0, UnreservedConcurrentExecutions = 0 } = AccountLimit;
  return { concurrent: ConcurrentExecutions, unreserved: UnreservedConcurrentExecutions };
};
