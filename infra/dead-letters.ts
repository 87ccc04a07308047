import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** The dead-letter queue of rules and subscriptions; an alarm rings at its first message. */
export const deadLetters = (scope: Construct): Queue =>
  new Queue(new Construct(scope, 'DeadLetters'), 'Queue', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
