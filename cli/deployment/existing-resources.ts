import type { Stacks } from '../../adapters/account/stacks.ts';

/**
 * The logical ids of what a deployment finds in the stack and goes on with. Of one that was rolled back in creation, the
 * CDK deletes the rest before it begins anew, and leaves what is to be retained.
 */
export const existingResources = async (stacks: Stacks, name: string): Promise<Set<string>> => {
  const stack = await stacks.find(name);
  if (stack === null || stack.status === 'REVIEW_IN_PROGRESS') return new Set();
  const left = stack.status.startsWith('ROLLBACK_') ? await stacks.retained(name) : new Set<string>();
  const resources = await stacks.resources(name);
  return new Set(
    resources
      .filter(({ logicalId, status }) => !/^DELETE_(COMPLETE|SKIPPED)$/.test(status) && !left.has(logicalId))
      .map(({ logicalId }) => logicalId),
  );
};
