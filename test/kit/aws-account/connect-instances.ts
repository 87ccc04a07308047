import { z } from 'zod';
import { ServiceError } from '../../../local/aws/services.ts';
import type { AwsAccount } from './account.ts';

const ofInstance = z.object({ InstanceId: z.string().min(1).max(100) });
const ofFlow = ofInstance.extend({ ContactFlowId: z.string().min(1).max(500) });
const ofNumbers = ofInstance.extend({ InstanceId: z.string().min(1).max(100).optional() });
const ofTies = ofInstance.extend({ ResourceType: z.literal('VOICE_PHONE_NUMBER') });

/** Connect's read calls for a deployment: flows, numbers and their associations. */
export const connectOperations = (account: AwsAccount) => {
  const arn = (resource: string) => `arn:aws:connect:${account.region}:${account.id}:${resource}`;
  const flowArn = (instanceId: string, id: string) => arn(`instance/${instanceId}/contact-flow/${id}`);
  const inInstance = <Thing extends { instanceId: string }>(things: readonly Thing[], input: unknown) => {
    const { InstanceId } = ofInstance.parse(input);
    return things.filter(({ instanceId }) => instanceId === InstanceId);
  };
  return {
    ListContactFlows: (input: unknown) => ({
      ContactFlowSummaryList: inInstance(account.flows, input).map(({ instanceId, id, name, status }) => ({
        Id: id,
        Arn: flowArn(instanceId, id),
        Name: name,
        ContactFlowType: 'CONTACT_FLOW',
        ContactFlowState: 'ACTIVE',
        ContactFlowStatus: status,
      })),
    }),
    DescribeContactFlow: (input: unknown) => {
      const { ContactFlowId } = ofFlow.parse(input);
      const flow = inInstance(account.flows, input).find(({ id }) => id === ContactFlowId);
      if (!flow) throw new ServiceError('ResourceNotFoundException', 'There is no such flow.', 404);
      const { instanceId, id, name, status, content } = flow;
      return {
        ContactFlow: {
          Arn: flowArn(instanceId, id),
          Id: id,
          Name: name,
          Type: 'CONTACT_FLOW',
          State: 'ACTIVE',
          Status: status,
          Content: content,
        },
      };
    },
    ListPhoneNumbersV2: (input: unknown) => {
      const { InstanceId } = ofNumbers.parse(input);
      return {
        ListPhoneNumbersSummaryList: account.numbers
          .filter(({ instanceId }) => InstanceId === undefined || instanceId === InstanceId)
          .map(({ instanceId, id, number }) => ({
            PhoneNumberId: id,
            PhoneNumberArn: arn(`phone-number/${id}`),
            PhoneNumber: number,
            TargetArn: arn(`instance/${instanceId}`),
            InstanceId: instanceId,
          })),
      };
    },
    ListFlowAssociations: (input: unknown) => {
      const { ResourceType } = ofTies.parse(input);
      return {
        FlowAssociationSummaryList: inInstance(account.numbers, input).flatMap(
          ({ instanceId, id, flowId }) =>
            flowId === undefined
              ? []
              : {
                  ResourceId: arn(`phone-number/${id}`),
                  FlowId: flowArn(instanceId, flowId),
                  ResourceType,
                },
        ),
      };
    },
  };
};
