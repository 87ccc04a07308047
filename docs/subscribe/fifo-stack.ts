import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/**
 * Delivers the line's events to a FIFO queue, one of a stream at a time. A rule cannot set a message group for each event, so
 * it fills an ordinary queue, and a pipe moves each event to the group of its stream.
 */
export class LineEvents extends Stack {
  constructor(scope: Construct, id: string, { busName, ...props }: StackProps & { busName: string }) {
    super(scope, id, props);
    const settings = { retentionPeriod: Duration.days(14), enforceSSL: true };
    const behind = (queue: Queue) => ({ deadLetterQueue: { queue, maxReceiveCount: 5 } });
    const undelivered = new Queue(this, 'Undelivered', settings);
    const unmoved = new Queue(this, 'Unmoved', settings);
    const unprocessed = new Queue(this, 'Unprocessed', { ...settings, fifo: true });
    const intake = new Queue(this, 'Intake', { ...settings, ...behind(unmoved) });
    const events = new Queue(this, 'Events', { ...settings, fifo: true, ...behind(unprocessed) });

    new Rule(this, 'Rule', {
      eventBus: EventBus.fromEventBusName(this, 'Bus', busName),
      eventPattern: { source: ['contact-centre.emergency'] },
      targets: [new SqsQueue(intake, { deadLetterQueue: undelivered })],
    });

    const role = new Role(this, 'PipeRole', { assumedBy: new ServicePrincipal('pipes.amazonaws.com') });
    intake.grantConsumeMessages(role);
    events.grantSendMessages(role);
    const pipe = new CfnPipe(this, 'Pipe', {
      roleArn: role.roleArn,
      source: intake.queueArn,
      target: events.queueArn,
      targetParameters: {
        inputTemplate: '<$.body>',
        sqsQueueParameters: {
          messageGroupId: '$.body.detail.stream',
          messageDeduplicationId: '$.body.id',
        },
      },
    });
    pipe.node.addDependency(role);
  }
}
