import {
  AssociatePhoneNumberContactFlowCommand,
  type ConnectClient,
  DisassociatePhoneNumberContactFlowCommand,
  paginateListFlowAssociations,
} from '@aws-sdk/client-connect';
import { lastPart } from '../domain/config/instances.ts';
import { errorName } from './error-name.ts';

type NumberOfInstance = { phoneNumberId: string; instanceId: string };

/** Which flow answers a number of a Connect instance. Ids, not ARNs. */
export type PhoneNumbers = {
  /** Null when the number leads to no flow, or Connect does not list it. */
  flowOf(number: NumberOfInstance): Promise<string | null>;
  associate(tie: NumberOfInstance & { flowId: string }): Promise<void>;
  /** A number that is gone already is as good as untied. */
  disassociate(number: NumberOfInstance): Promise<void>;
};

/**
 * By Connect's own calls, for which CloudFormation has no resource. ListFlowAssociations is the only one that lists numbers
 * whatever form of their id it wants: AWS does not document which one BatchGetFlowAssociation takes for a voice number.
 */
export const connectPhoneNumbers = (client: ConnectClient): PhoneNumbers => ({
  flowOf: async ({ phoneNumberId, instanceId: InstanceId }) => {
    const request = { InstanceId, ResourceType: 'VOICE_PHONE_NUMBER' as const };
    for await (const { FlowAssociationSummaryList = [] } of paginateListFlowAssociations({ client }, request))
      for (const { ResourceId = '', FlowId = '' } of FlowAssociationSummaryList)
        if (lastPart(ResourceId) === phoneNumberId) return lastPart(FlowId);
    return null;
  },
  associate: async ({ phoneNumberId, instanceId, flowId }) => {
    await client.send(
      new AssociatePhoneNumberContactFlowCommand({
        PhoneNumberId: phoneNumberId,
        InstanceId: instanceId,
        ContactFlowId: flowId,
      }),
    );
  },
  disassociate: async ({ phoneNumberId, instanceId }) => {
    try {
      await client.send(
        new DisassociatePhoneNumberContactFlowCommand({
          PhoneNumberId: phoneNumberId,
          InstanceId: instanceId,
        }),
      );
    } catch (error) {
      if (errorName(error) !== 'ResourceNotFoundException') throw error;
    }
  },
});
