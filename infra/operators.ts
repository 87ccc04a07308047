import { AccountPrincipal, ArnPrincipal, CompositePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { grantsOf } from './grants.ts';
import { type PolicyContext, statementsOf } from './policies.ts';
import { OPERATOR_ROLES } from './resource-names.ts';
import { roleWithPolicy } from './role.ts';

/** The roles of people who use the `emergency` command: operator, doctor and, as a separate duty, eraser. */
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
 * Principals of the account with MFA. Those named in the configuration need none in IAM: single sign-on enforces the
 * second factor itself, and IAM does not see it.
 */
const trusted = ({ config, names }: Deployment) =>
  new CompositePrincipal(
    new AccountPrincipal(names.account).withConditions({
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    }),
    ...config.deployment.operators.map((arn) => new ArnPrincipal(arn)),
  );
