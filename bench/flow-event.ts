import type { Config } from '../domain/config/config.ts';

/** What a flow sends a Lambda in a call; `contactId` is Connect's. */
export const flowEvent = (
  config: Config,
  contactId: string,
  number: string,
  Parameters: Record<string, string>,
) => ({
  Name: 'ContactFlowEvent',
  Details: {
    ContactData: {
      Attributes: {},
      Channel: 'VOICE',
      ContactId: contactId,
      CustomerEndpoint: { Address: number, Type: 'TELEPHONE_NUMBER' },
      InitialContactId: contactId,
      InitiationMethod: 'INBOUND',
      InstanceARN: config.connect.instanceArn,
      LanguageCode: config.languages[0]?.code,
      PreviousContactId: contactId,
      Queue: null,
      SystemEndpoint: { Address: config.lines.admin[0], Type: 'TELEPHONE_NUMBER' },
    },
    Parameters,
  },
});
