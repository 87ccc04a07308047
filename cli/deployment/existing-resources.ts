import type { Stacks } from '../../adapters/account/stacks.ts';

/**
 * The logical ids that a deployment can update in the stack. A stack whose creation was rolled back is deleted by the CDK
 * first, and its retained resources are then outside of it.
 */
export const existingResources = async (stacks: Stacks, name: string): Promise<Set<string>> => {
  const stack = await stacks.find(name);
  if (stack === null || stack.status === 'REVIEW_IN_PROGRESS') return new Set();
  const orphaned = stack.status.startsWith('ROLLBACK_') ? await stacks.retained(name) : new Set<string>();
  const resources = await stacks.resources(name);
  return new Set(
    resources
      .filter(
        ({ logicalId, status }) => !/^DELETE_(COMPLETE|SKIPPED)$/.test(status) && !orphaned.has(logicalId),
      )
      .map(({ logicalId }) => logicalId),
  );
};
