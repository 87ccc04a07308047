import {
  type ConnectClient,
  DescribeContactFlowCommand,
  paginateListContactFlows,
  paginateListPhoneNumbersV2,
} from '@aws-sdk/client-connect';
import { flowAssociations } from '../phone-numbers.ts';
import { collect } from './pages.ts';

export type FlowSummary = { id: string; arn: string; name: string; status: string };
export type ClaimedNumber = { id: string; number: string };

/** What a Connect instance contains. Ids are the last part of an ARN. */
export type ConnectInstance = {
  flows(): Promise<FlowSummary[]>;
  /** The published JSON text of a flow. */
  content(flowId: string): Promise<string>;
  numbers(): Promise<ClaimedNumber[]>;
  /** The id of the associated flow by the id of a number. */
  flowsByNumber(): Promise<Map<string, string>>;
};

export const connectInstance = (client: ConnectClient, InstanceId: string): ConnectInstance => ({
  async flows() {
    const pages = paginateListContactFlows({ client }, { InstanceId });
    const found = await collect(pages, (page) => page.ContactFlowSummaryList);
    // Older instances omit the status of a flow that was never saved as a draft.
    return found.map(({ Id: id = '', Arn: arn = '', Name: name = '', ContactFlowStatus }) => ({
      id,
      arn,
      name,
      status: ContactFlowStatus ?? 'PUBLISHED',
    }));
  },
  async content(ContactFlowId) {
    const { ContactFlow } = await client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }));
    return ContactFlow?.Content ?? '';
  },
  async numbers() {
    const pages = paginateListPhoneNumbersV2({ client }, { InstanceId });
    const found = await collect(pages, (page) => page.ListPhoneNumbersSummaryList);
    return found.map(({ PhoneNumberId: id = '', PhoneNumber: number = '' }) => ({ id, number }));
  },
  flowsByNumber: async () => new Map(await collect(flowAssociations(client, InstanceId), (pair) => [pair])),
});
