import { z } from 'zod';
import type { EdgeAccount } from './account.ts';
import { parseRequest } from './requests.ts';
import { ServiceError } from './services.ts';

const GetPolicy = z.strictObject({ FunctionName: z.string().min(1).max(170) });

/** Lambda's GetPolicy; a function nobody was permitted to call has none. */
export const lambdaOperations = (account: EdgeAccount) => ({
  GetPolicy: (input: unknown) => {
    const { FunctionName } = parseRequest('lambda', GetPolicy, input);
    const Statement = account.functions[FunctionName];
    if (!Statement)
      throw new ServiceError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
    return { Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement }), RevisionId: '1' };
  },
});
