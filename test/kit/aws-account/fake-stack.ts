import type { Stack, Stacks } from '../../../adapters/account/stacks.ts';

export type TemplateResource = {
  Type: string;
  Properties?: Record<string, unknown>;
  DeletionPolicy?: string;
};
export type StackTemplate = { Resources: Record<string, TemplateResource> };
type Made = TemplateResource & { status: string };

/** Creation and updates fail at this resource, which is created in part; the stack is left as CloudFormation leaves it. */
export type Failing = { at: string | null };

/**
 * A CloudFormation stack, by the documentation of DeletionPolicy, stack failure options, RollbackStack and termination
 * protection. `account`: the names of resources outside any stack, which cannot be created again. Refuses to delete a
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

  /** Deletes the resources in reverse order; returns whether all deletions succeeded. */
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

  /** Creates or updates one resource; false when that fails. One that failed before is deleted first. */
  const make = (id: string, resource: TemplateResource): boolean => {
    const before = made.get(id);
    const stays = before?.status === 'CREATE_COMPLETE';
    if (!stays && before && isProtected(before)) return false;
    if (!before && account.has(nameOf(id, resource))) return false;
    const fails = !stays && failing.at === id;
    made.set(id, { ...resource, status: fails ? 'CREATE_FAILED' : 'CREATE_COMPLETE' });
    return !fails;
  };
  /** False at the first resource that fails. */
  const execute = ({ Resources }: StackTemplate): boolean =>
    Object.entries(Resources).every(([id, resource]) => make(id, resource));

  const rollBackCreation = () =>
    is(take((policy) => policy === 'Retain') ? 'ROLLBACK_COMPLETE' : 'ROLLBACK_FAILED');

  const remove = (): boolean => {
    if (stack === null) return true;
    if (stack.protected) return false;
    if (!take((policy) => policy.startsWith('Retain'))) return is('DELETE_FAILED');
    stack = null;
    return true;
  };

  const wasIn = (statuses: RegExp) => statuses.test(stack?.status ?? 'REVIEW_IN_PROGRESS');

  const undoUpdate = (before: ReadonlySet<string>) => {
    for (const id of made.keys()) if (!before.has(id)) made.delete(id);
    return is('UPDATE_ROLLBACK_COMPLETE');
  };

  const isReady = (rollback: boolean): boolean =>
    wasIn(/^ROLLBACK_/) ? remove() : !(rollback && wasIn(/^(CREATE|UPDATE)_FAILED$/));

  /** Does what `cdk deploy` 2.1148 does: deletes a stack that failed creation, sets the protection, executes the change set. */
  const deploy = (template: StackTemplate, protects: boolean, rollback: boolean): boolean => {
    if (!isReady(rollback)) return false;
    const before = new Set(made.keys());
    const [verb, undo] = stack === null ? ['CREATE', rollBackCreation] : ['UPDATE', () => undoUpdate(before)];
    stack = { outputs: {}, status: 'REVIEW_IN_PROGRESS', ...stack, protected: protects, template };
    const done = execute(template);
    return done || !rollback ? is(`${verb}_${done ? 'COMPLETE' : 'FAILED'}`) : undo();
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
    retained: async () =>
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
