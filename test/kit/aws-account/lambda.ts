import { z } from 'zod';
import { ServiceError } from '../../../local/aws/services.ts';
import type { AwsAccount } from './account.ts';

const GetPolicy = z.strictObject({ FunctionName: z.string().min(1).max(170) });

/** Lambda's GetAccountSettings and GetPolicy; a function without permissions has no policy. */
export const lambdaOperations = (account: AwsAccount) => ({
  GetAccountSettings: () => ({
    AccountLimit: {
      ConcurrentExecutions: account.lambda.concurrent,
      UnreservedConcurrentExecutions: account.lambda.unreserved,
    },
  }),
  GetPolicy: (input: unknown) => {
    const { FunctionName } = GetPolicy.parse(input);
    const Statement = account.functions[FunctionName];
    if (!Statement)
      throw new ServiceError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
    return { Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement }), RevisionId: '1' };
  },
});
