import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

export type Conditions = Record<string, Record<string, string | readonly string[]>>;

/** The condition that exempts principals from a denial. */
export const except = (arns: string | readonly string[]): Conditions => ({
  ArnNotEquals: { 'aws:PrincipalArn': arns },
});

/** Denies actions to every principal for which the conditions hold, whatever its own policies allow. */
export const deny = (
  sid: string,
  actions: readonly string[],
  resource: string,
  conditions: Conditions = {},
): PolicyStatement =>
  new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: [...actions],
    resources: [resource],
    conditions,
  });
