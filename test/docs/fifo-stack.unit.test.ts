import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { it } from 'vitest';
import { LineEvents } from '../../docs/subscribe/fifo-stack.ts';

it('the FIFO example of docs/subscribe.md delivers each event in the message group of its stream', () => {
  // The CDK's check of the template takes seconds; cfn-lint checks those of the line.
  const app = new App({ builtinCloudFormationValidation: false });
  const template = Template.fromStack(new LineEvents(app, 'Example', { busName: 'EmergencyLine' }));
  template.resourceCountIs('AWS::SQS::Queue', 5);
  template.hasResourceProperties('AWS::Events::Rule', {
    EventBusName: 'EmergencyLine',
    EventPattern: { source: ['contact-centre.emergency'] },
  });
  template.hasResourceProperties('AWS::Pipes::Pipe', {
    TargetParameters: { SqsQueueParameters: { MessageGroupId: '$.body.detail.stream' } },
  });
});
