import {
  type ConnectClient,
  DescribeContactFlowCommand,
  ListContactFlowsCommand,
  ListFlowAssociationsCommand,
  ListPhoneNumbersV2Command,
} from '@aws-sdk/client-connect';

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
    const found = await everyPage(async (NextToken) => {
      const request = new ListContactFlowsCommand({
        InstanceId,
        ContactFlowTypes: ['CONTACT_FLOW'],
        NextToken,
      });
      const { ContactFlowSummaryList: items = [], NextToken: next } = await client.send(request);
      return { items, next };
    });
    return found.map(({ Id: id = '', Arn: arn = '', Name: name = '', ContactFlowStatus }) => ({
      id,
      arn,
      name,
      // Lists of older instances leave it out for a flow that was never saved as a draft.
      status: ContactFlowStatus ?? 'PUBLISHED',
    }));
  },
  async content(ContactFlowId) {
    const { ContactFlow } = await client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }));
    return ContactFlow?.Content ?? '';
  },
  async numbers() {
    const found = await everyPage(async (NextToken) => {
      const request = new ListPhoneNumbersV2Command({ InstanceId, NextToken });
      const { ListPhoneNumbersSummaryList: items = [], NextToken: next } = await client.send(request);
      return { items, next };
    });
    return found.map(({ PhoneNumberId: id = '', PhoneNumber: number = '' }) => ({ id, number }));
  },
  async ties() {
    const found = await everyPage(async (NextToken) => {
      const request = new ListFlowAssociationsCommand({
        InstanceId,
        ResourceType: 'VOICE_PHONE_NUMBER',
        NextToken,
      });
      const { FlowAssociationSummaryList: items = [], NextToken: next } = await client.send(request);
      return { items, next };
    });
    return new Map(found.map(({ ResourceId = '', FlowId = '' }) => [lastPart(ResourceId), lastPart(FlowId)]));
  },
});

/** The id at the end of an ARN; an id is its own. */
export const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const everyPage = async <Item>(
  fetch: (token: string | undefined) => Promise<{ items: Item[]; next: string | undefined }>,
): Promise<Item[]> => {
  const found: Item[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await fetch(token);
    found.push(...items);
    token = next;
  } while (token);
  return found;
};
