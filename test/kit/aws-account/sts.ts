import type { AwsAccount } from './account.ts';

/** STS's GetCallerIdentity. */
export const stsOperations = ({ id, arn }: AwsAccount) => ({
  GetCallerIdentity: () => ({ UserId: 'AROAACCOUNT:session', Account: id, Arn: arn }),
});
