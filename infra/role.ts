import { type IPrincipal, ManagedPolicy, type PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Names } from './resource-names.ts';

export type RoleWithPolicy = { role: Role; policy: ManagedPolicy };

/**
 * A role with exactly one customer managed policy: the rule packs reject inline and AWS managed policies. Pass
 * `role.withoutPolicyUpdates()` to constructs, so that they add nothing to it.
 */
export const roleWithPolicy = (
  scope: Construct,
  names: Names,
  name: string,
  assumedBy: IPrincipal,
  statements: PolicyStatement[],
): RoleWithPolicy => {
  const role = new Role(scope, 'Role', { roleName: names.role(name), assumedBy });
  const policy = new ManagedPolicy(scope, 'Policy', {
    managedPolicyName: names.role(name),
    // A changed description would replace the policy, which fails because its name is explicit.
    description: `All that ${names.stack} lets ${name} do: infra/grants.ts says what for`,
    roles: [role],
    statements,
  });
  return { role, policy };
};
