import type { Stack } from '../../adapters/account/stacks.ts';
import { type Account, lineStack } from './account.ts';
import type { Plan } from './plan.ts';

/** What is left when a deployment or deletion is stopped: CloudFormation continues what it began. */
const leftOf = (name: string, stack: Stack | null, again: string): string => {
  const status = stack?.status ?? 'DELETE_COMPLETE';
  if (status.endsWith('_IN_PROGRESS'))
    return `CloudFormation continues without this command: ${name} is ${status}; wait until that has ended (CloudFormation console), then run ${again} again`;
  return stack === null || status === 'DELETE_COMPLETE'
    ? `there is no stack ${name}`
    : `${name} is ${status}; run ${again} again, which continues from there`;
};

/**
 * Follows whether the CDK has begun to change a stack.
 * @param nothing what to say as long as it has not
 */
export const stoppedState = (nothing: string) => {
  let state = nothing;
  return {
    state: () => state,
    /** Reads how the stack is now; one that cannot be read is not waited for. */
    look: async (account: Account, plan: Plan, again: string): Promise<void> => {
      const { stack } = plan.names;
      state = await lineStack(account, plan)
        .then((found) => leftOf(stack, found, again))
        .catch(() => `the state of ${stack} could not be read; see the CloudFormation console`);
    },
  };
};
