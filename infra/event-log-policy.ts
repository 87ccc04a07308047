import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Deployment } from './deployment.ts';
import { refusals } from './log-refusals.ts';

/** The policy of the log's table: log-refusals.ts, as IAM has it. */
export const eventLogPolicy = (line: Deployment): PolicyDocument =>
  new PolicyDocument({
    statements: refusals(line).map(
      ({ sid, actions, but }) =>
        new PolicyStatement({
          sid,
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: [...actions],
          // Its own ARN here would be a circle (aws-cdk 30793); a resource policy speaks of its table only.
          resources: ['*'],
          ...(but.length > 0 ? { conditions: { ArnNotEquals: { 'aws:PrincipalArn': but } } } : {}),
        }),
    ),
  });
