import {
  type ConnectClient,
  DescribeContactFlowCommand,
  paginateListContactFlows,
  paginateListFlowAssociations,
  paginateListPhoneNumbersV2,
} from '@aws-sdk/client-connect';
import { lastPart } from '../../domain/config/instances.ts';

export type FlowSummary = { id: string; arn: string; name: string; status: string };
export type ClaimedNumber = { id: string; number: string };

/** What is in a Connect instance. Ids are the last part of an ARN. */
export type ConnectInstance = {
  flows(): Promise<FlowSummary[]>;
  /** The published JSON text of a flow. */
  content(flowId: string): Promise<string>;
  numbers(): Promise<ClaimedNumber[]>;
  /** The flow's id by the id of the number that leads to it. */
  ties(): Promise<Map<string, string>>;
};

/**
 * By Connect's own calls. Which flow a number leads to is told by ListFlowAssociations (VOICE_PHONE_NUMBER) alone:
 * no call that describes a number says it.
 */
export const connectInstance = (client: ConnectClient, InstanceId: string): ConnectInstance => ({
  async flows() {
    const found: FlowSummary[] = [];
    const request = { InstanceId };
    // Lists of older instances leave the status out for a flow that was never saved as a draft.
    for await (const { ContactFlowSummaryList = [] } of paginateListContactFlows({ client }, request))
      for (const { Id: id = '', Arn: arn = '', Name: name = '', ContactFlowStatus } of ContactFlowSummaryList)
        found.push({ id, arn, name, status: ContactFlowStatus ?? 'PUBLISHED' });
    return found;
  },
  async content(ContactFlowId) {
    const { ContactFlow } = await client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }));
    return ContactFlow?.Content ?? '';
  },
  async numbers() {
    const found: ClaimedNumber[] = [];
    const all = paginateListPhoneNumbersV2({ client }, { InstanceId });
    for await (const { ListPhoneNumbersSummaryList = [] } of all)
      for (const { PhoneNumberId: id = '', PhoneNumber: number = '' } of ListPhoneNumbersSummaryList)
        found.push({ id, number });
    return found;
  },
  async ties() {
    const found = new Map<string, string>();
    const request = { InstanceId, ResourceType: 'VOICE_PHONE_NUMBER' as const };
    for await (const { FlowAssociationSummaryList = [] } of paginateListFlowAssociations({ client }, request))
      for (const { ResourceId = '', FlowId = '' } of FlowAssociationSummaryList)
        found.set(lastPart(ResourceId), lastPart(FlowId));
    return found;
  },
});
