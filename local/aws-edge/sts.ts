import type { EdgeAccount } from './account.ts';

/** STS's GetCallerIdentity. */
export const stsOperations = ({ id, arn }: EdgeAccount) => ({
  GetCallerIdentity: () => ({ UserId: 'AROAEDGE:session', Account: id, Arn: arn }),
});
