import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** What could not be told to anybody: rules and subscriptions leave it here, and an alarm says so. */
export const deadLetters = (scope: Construct): Queue =>
  new Queue(new Construct(scope, 'DeadLetters'), 'Queue', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
