import { AccountPrincipal, ArnPrincipal, CompositePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { grantsOf } from './grants.ts';
import { type PolicyContext, statementsOf } from './policies.ts';
import { OPERATOR_ROLES } from './resource-names.ts';
import { roleWithPolicy } from './role.ts';

/** What people act as with the `emergency` command: who keeps the list and breaks the glass, and, apart, who erases a person. */
export const operators = (scope: Construct, line: Deployment, context: PolicyContext): void => {
  const here = new Construct(scope, 'Operators');
  const grants = grantsOf(line.config);
  for (const name of OPERATOR_ROLES)
    roleWithPolicy(
      new Construct(here, name),
      line.names,
      name,
      trusted(line),
      statementsOf(grants[name], context),
    );
};

/**
 * Whoever the account lets assume the role and who signed in with a second factor. Those named in the configuration
 * come as they are: a single sign-on asks for the factor itself, and IAM does not see it.
 */
const trusted = ({ config, names }: Deployment) =>
  new CompositePrincipal(
    new AccountPrincipal(names.place.account).withConditions({
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    }),
    ...config.deployment.operators.map((arn) => new ArnPrincipal(arn)),
  );
