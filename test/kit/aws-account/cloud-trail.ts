import { z } from 'zod';
import { ServiceError } from '../../../local/aws/services.ts';
import type { AwsAccount } from './account.ts';

const byName = z.strictObject({ Name: z.string().min(1) });
const byTrailName = z.strictObject({ TrailName: z.string().min(1) });

/** CloudTrail's read calls for a deployment: the trails, whether they log, and what. */
export const cloudTrailOperations = (account: AwsAccount) => {
  const find = (arn: string) => {
    const trail = account.trails.find((one) => one.arn === arn);
    if (trail) return trail;
    throw new ServiceError('TrailNotFoundException', `Unknown trail: ${arn}`);
  };
  return {
    DescribeTrails: () => ({
      trailList: account.trails.map(({ arn }) => ({ TrailARN: arn, Name: arn.split('/')[1] })),
    }),
    GetTrailStatus: (input: unknown) => ({ IsLogging: find(byName.parse(input).Name).isLogging }),
    GetEventSelectors: (input: unknown) => {
      const { arn, selectors } = find(byTrailName.parse(input).TrailName);
      return { TrailARN: arn, ...selectors };
    },
  };
};
