import { AccountPrincipal, ArnPrincipal, CompositePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { SELF_DECLARED } from '../handlers/function-url.ts';
import type { Conditions } from './deny.ts';
import type { Deployment } from './deployment.ts';
import { grantsOf } from './grants.ts';
import { type PolicyContext, statementsOf } from './policies.ts';
import { OPERATOR_ROLES } from './resource-names.ts';
import { roleWithPolicy } from './role.ts';

/** The roles of people who use the `emergency` command, one for each duty. */
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
 * second factor itself, and IAM does not see it. Every statement says how the session is named, because the log names its
 * actor after it.
 */
const trusted = ({ config, names }: Deployment) =>
  new CompositePrincipal(
    new AccountPrincipal(names.account).withConditions({
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      ...NAMED_AS_THE_USER,
    }),
    ...config.deployment.operators.map((arn) => new ArnPrincipal(arn).withConditions(sessionNaming(arn))),
  );

/** Holds for IAM users only: nobody else has this variable. */
const NAMED_AS_THE_USER = { StringEquals: { 'sts:RoleSessionName': `\${aws:username}` } };

/**
 * Identity Center names a person's session after the person, and that name follows the id of the role in `aws:userid`; the
 * next session has to keep it. Any other role's session names are chosen by whoever uses it, and have to say so.
 */
const sessionNaming = (arn: string): Conditions => {
  if (arn.includes(':user/')) return NAMED_AS_THE_USER;
  return arn.includes(':role/aws-reserved/sso.amazonaws.com/')
    ? { StringLike: { 'aws:userid': `*:\${sts:RoleSessionName}` } }
    : { StringLike: { 'sts:RoleSessionName': `${SELF_DECLARED}*` } };
};
