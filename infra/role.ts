import { type IPrincipal, ManagedPolicy, type PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Names } from './resource-names.ts';

export type RoleWithPolicy = { role: Role; policy: ManagedPolicy };

/**
 * A role that has one policy of the customer's own and nothing else: the rule packs want neither inline policies nor
 * AWS's. Take `role.withoutPolicyUpdates()` to hand it to a construct, lest that add to it.
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
    description: `All that ${names.stack} lets ${name} do: infra/grants.ts says what for`,
    roles: [role],
    statements,
  });
  return { role, policy };
};
