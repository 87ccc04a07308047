import {
  AssociatePhoneNumberContactFlowCommand,
  type ConnectClient,
  DisassociatePhoneNumberContactFlowCommand,
  paginateListFlowAssociations,
} from '@aws-sdk/client-connect';
import { lastPart } from '../domain/config/instances.ts';
import { errorName } from './error-name.ts';

type NumberOfInstance = { phoneNumberId: string; instanceId: string };

/** Associates the numbers of a Connect instance with flows. Ids, not ARNs. */
export type PhoneNumbers = {
  /** The associated flow; null when there is none, or Connect does not list the number. */
  flowOf(number: NumberOfInstance): Promise<string | null>;
  associate(association: NumberOfInstance & { flowId: string }): Promise<void>;
  /** Succeeds when the number no longer exists. */
  disassociate(number: NumberOfInstance): Promise<void>;
};

/**
 * The numbers of an instance that have a flow, and its id. Only ListFlowAssociations returns this: no call describes a
 * number's flow, and AWS does not document which form of a number's id BatchGetFlowAssociation takes.
 */
export async function* flowAssociations(
  client: ConnectClient,
  InstanceId: string,
): AsyncGenerator<[phoneNumberId: string, flowId: string]> {
  const request = { InstanceId, ResourceType: 'VOICE_PHONE_NUMBER' as const };
  for await (const { FlowAssociationSummaryList = [] } of paginateListFlowAssociations({ client }, request))
    for (const { ResourceId = '', FlowId = '' } of FlowAssociationSummaryList)
      yield [lastPart(ResourceId), lastPart(FlowId)];
}

/** Uses Connect's API, as CloudFormation has no resource for an association. */
export const connectPhoneNumbers = (client: ConnectClient): PhoneNumbers => ({
  flowOf: async ({ phoneNumberId, instanceId }) => {
    for await (const [number, flowId] of flowAssociations(client, instanceId))
      if (number === phoneNumberId) return flowId;
    return null;
  },
  associate: async ({ phoneNumberId: PhoneNumberId, instanceId: InstanceId, flowId: ContactFlowId }) => {
    const association = { PhoneNumberId, InstanceId, ContactFlowId };
    await client.send(new AssociatePhoneNumberContactFlowCommand(association));
  },
  disassociate: async ({ phoneNumberId: PhoneNumberId, instanceId: InstanceId }) => {
    try {
      await client.send(new DisassociatePhoneNumberContactFlowCommand({ PhoneNumberId, InstanceId }));
    } catch (error) {
      if (errorName(error) !== 'ResourceNotFoundException') throw error;
    }
  },
});
