import type { Config } from '../../domain/config/config.ts';

export type From = { from: string | null; contactId: string; language?: string };

/** Connect's Lambda event for an inbound call, including fields we do not use. */
export const connectEvent = (
  config: Config,
  { from, contactId, language }: From,
  Parameters: Record<string, unknown>,
) => ({
  Name: 'ContactFlowEvent',
  Details: {
    ContactData: {
      Attributes: {},
      AwsRegion: 'ap-southeast-1',
      Channel: 'VOICE',
      ContactId: contactId,
      CustomerEndpoint: from === null ? null : { Address: from, Type: 'TELEPHONE_NUMBER' },
      CustomerId: null,
      InitialContactId: contactId,
      InitiationMethod: 'INBOUND',
      InstanceARN: config.connect.instanceArn,
      LanguageCode: language ?? null,
      MediaStreams: { Customer: { Audio: null } },
      PreviousContactId: contactId,
      Queue: null,
      References: {},
      SystemEndpoint: { Address: config.lines.admin[0], Type: 'TELEPHONE_NUMBER' },
      Tags: {},
    },
    Parameters,
  },
});
