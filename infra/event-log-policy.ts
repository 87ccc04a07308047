import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Deployment } from './deployment.ts';
import { refusals } from './log-denials.ts';

/** The resource policy of the log's table, from log-refusals.ts. */
export const eventLogPolicy = (line: Deployment): PolicyDocument =>
  new PolicyDocument({
    statements: refusals(line).map(
      ({ sid, actions, but }) =>
        new PolicyStatement({
          sid,
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: [...actions],
          // The table's own ARN would be a circular reference (aws-cdk 30793); a resource policy applies to its table only.
          resources: ['*'],
          ...(but.length > 0 ? { conditions: { ArnNotEquals: { 'aws:PrincipalArn': but } } } : {}),
        }),
    ),
  });
