import type { Stack, Stacks } from '../../adapters/stacks.ts';

export type TemplateResource = {
  Type: string;
  Properties?: Record<string, unknown>;
  DeletionPolicy?: string;
};
export type StackTemplate = { Resources: Record<string, TemplateResource> };
type Made = TemplateResource & { status: string };

/** A stack's creation and updates stop at this resource, which is made in part; the stack then is as CloudFormation leaves it. */
export type Failing = { at: string | null };

/**
 * One stack of CloudFormation's, by its documents on DeletionPolicy, stack failure options, RollbackStack and termination
 * protection. `account`: the names of what no stack has, which nothing can be made by; CloudFormation refuses to delete a
 * table with deletion protection.
 */
export const fakeStack = (name: string, account: Set<string>, failing: Failing) => {
  let stack: (Stack & { template: StackTemplate }) | null = null;
  const made = new Map<string, Made>();
  const nameOf = (id: string, { Type, Properties: { TableName, Name } = {} }: TemplateResource) =>
    `${Type} ${String(TableName ?? (Type === 'AWS::Connect::ContactFlow' ? Name : id))}`;
  const isProtected = ({ Properties }: TemplateResource) => Properties?.DeletionProtectionEnabled === true;
  const is = (status: string) => {
    if (stack) stack.status = status;
    return !/FAILED|ROLLBACK/.test(status);
  };

  /** Deletes what was made, from the last to the first; answers whether all that was to go went. */
  const take = (retains: (policy: string) => boolean): boolean => {
    let all = true;
    for (const [id, one] of [...made].reverse()) {
      if (retains(one.DeletionPolicy ?? 'Delete')) account.add(nameOf(id, one));
      else if (isProtected(one)) {
        one.status = 'DELETE_FAILED';
        all = false;
        continue;
      }
      made.delete(id);
    }
    return all;
  };

  /** Makes or changes each resource; false at the first that fails. */
  const execute = ({ Resources }: StackTemplate): boolean => {
    for (const [id, resource] of Object.entries(Resources)) {
      const before = made.get(id);
      if (before?.status === 'CREATE_COMPLETE') {
        made.set(id, { ...resource, status: 'CREATE_COMPLETE' });
        continue;
      }
      // One that failed is deleted before it is made again.
      if (before && isProtected(before)) return false;
      if (!before && account.has(nameOf(id, resource))) return false;
      const fails = failing.at === id;
      made.set(id, { ...resource, status: fails ? 'CREATE_FAILED' : 'CREATE_COMPLETE' });
      if (fails) return false;
    }
    return true;
  };

  const rollBackCreation = () =>
    is(take((policy) => policy === 'Retain') ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED');

  const remove = (): boolean => {
    if (stack === null) return true;
    if (stack.protected) return false;
    if (!take((policy) => policy.startsWith('Retain'))) return is('DELETE_FAILED');
    stack = null;
    return true;
  };

  const isNew = () => stack === null || ['REVIEW_IN_PROGRESS', 'CREATE_FAILED'].includes(stack.status);

  /** What `cdk deploy` of 2.1148 does: deletes one that failed creation, sets the protection, executes the change set. */
  const deploy = (template: StackTemplate, protects: boolean, rollback: boolean): boolean => {
    if (/^ROLLBACK_/.test(stack?.status ?? '') && !remove()) return false;
    if (/^(CREATE|UPDATE)_FAILED$/.test(stack?.status ?? '') && rollback) return false;
    const creating = stack === null;
    const fresh = isNew();
    stack = { outputs: {}, ...(stack ?? { status: 'REVIEW_IN_PROGRESS' }), protected: protects, template };
    const before = new Set(made.keys());
    if (execute(template)) return is(creating ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE');
    if (!rollback) return is(creating ? 'CREATE_FAILED' : 'UPDATE_FAILED');
    if (fresh) return rollBackCreation();
    for (const id of made.keys()) if (!before.has(id)) made.delete(id);
    return is('UPDATE_ROLLBACK_COMPLETE');
  };

  const stacks: Stacks = {
    find: async () => stack && { ...stack },
    resources: async () =>
      [...made].map(([logicalId, { Type: type, status }]) => ({
        logicalId,
        physicalId: logicalId,
        type,
        status,
      })),
    kept: async () =>
      new Set(
        Object.entries(stack?.template.Resources ?? {})
          .filter(([, { DeletionPolicy }]) => DeletionPolicy?.startsWith('Retain'))
          .map(([id]) => id),
      ),
    unprotect: async () => {
      if (stack) stack.protected = false;
    },
  };
  return { name, stacks, deploy, remove, rollBackCreation, made, find: () => stack, nameOf };
};
export type FakeStack = ReturnType<typeof fakeStack>;
