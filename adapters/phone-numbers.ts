import {
  AssociatePhoneNumberContactFlowCommand,
  type ConnectClient,
  DisassociatePhoneNumberContactFlowCommand,
} from '@aws-sdk/client-connect';
import { errorName } from './error-name.ts';

/** Which flow answers a number of a Connect instance. Ids, not ARNs. */
export type PhoneNumbers = {
  tie(tie: { phoneNumberId: string; instanceId: string; flowId: string }): Promise<void>;
  /** A number that is gone already is as good as untied. */
  untie(tie: { phoneNumberId: string; instanceId: string }): Promise<void>;
};

/** By Connect's own calls, for which CloudFormation has no resource. */
export const connectPhoneNumbers = (client: ConnectClient): PhoneNumbers => ({
  tie: async ({ phoneNumberId, instanceId, flowId }) => {
    await client.send(
      new AssociatePhoneNumberContactFlowCommand({
        PhoneNumberId: phoneNumberId,
        InstanceId: instanceId,
        ContactFlowId: flowId,
      }),
    );
  },
  untie: async ({ phoneNumberId, instanceId }) => {
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
