import {
  CarrierLookupCommand,
  type PinpointSMSVoiceV2Client,
  PutMessageFeedbackCommand,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { NumberLookup, PhoneType, Sms, SmsOutcome, SmsSender } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';
import { lookUp } from './phone-type.ts';
import { type India, indiaFor, smsBody } from './sms-body.ts';
import { notSent, outcomeOfError } from './sms-outcomes.ts';

/**
 * `originationIdentity`: a number, pool or sender id (id or ARN). `maxPrice`: US dollars for one text, such as `0.50`.
 * `protectConfigurationId`: the allowed countries, when the configuration set does not name it; a new one allows all, and
 * ours must block all but the administrators'.
 */
export type EndUserMessagingSettings = {
  originationIdentity: string;
  configurationSetName: string;
  protectConfigurationId?: string | undefined;
  maxPrice: string;
  india?: India | undefined;
};

/**
 * Sends texts with AWS End User Messaging `SendTextMessage`. The time to live is the PIN's (the default is 72 hours); it
 * limits only the attempts to reach a carrier, which may still deliver an expired PIN. The client must be configured with
 * `ONCE` (aws-clients.ts).
 * @param feedbackRefused receives the error when the service rejects feedback, which must not fail the call
 */
export const endUserMessagingSms = (
  client: PinpointSMSVoiceV2Client,
  settings: EndUserMessagingSettings,
  feedbackRefused: (error: unknown) => void = () => {},
): SmsSender => ({
  provider: 'end-user-messaging',
  send: (sms) => outcomeOf(() => client.send(sendTextMessage(settings, sms))),
  feedback: messageFeedback(client, feedbackRefused),
});

/** The outcome of a send. Only the message id of the reply is used: Notify's reply quotes the PIN. */
export const outcomeOf = async (send: () => Promise<unknown>): Promise<SmsOutcome> => {
  try {
    const reply = Reply.safeParse(await send());
    return reply.success
      ? { sent: true, messageId: reply.data.MessageId }
      : notSent('unknown', 'malformed-reply');
  } catch (error) {
    return outcomeOfError(error);
  }
};

// The SDK does not validate replies.
const Reply = z.object({ MessageId: z.text(1) });

/** Reports whether a text arrived. @param refused receives the error when the service rejects it */
export const messageFeedback =
  (client: PinpointSMSVoiceV2Client, refused: (error: unknown) => void): SmsSender['feedback'] =>
  async (messageId, received) => {
    const MessageFeedbackStatus = received ? 'RECEIVED' : 'FAILED';
    // Best effort: after an hour without feedback the service itself records FAILED.
    await client
      .send(new PutMessageFeedbackCommand({ MessageId: messageId, MessageFeedbackStatus }))
      .catch(refused);
  };

/**
 * Validates a text and all its settings with the service, without sending it and free of charge.
 * @see https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html (DryRun)
 */
export const dryRunText = (
  client: PinpointSMSVoiceV2Client,
  settings: EndUserMessagingSettings,
  sms: Sms,
): Promise<SmsOutcome> =>
  outcomeOf(() =>
    client.send(new SendTextMessageCommand({ ...sendTextMessage(settings, sms).input, DryRun: true })),
  );

/** Seconds, in the range of SendTextMessage and SendNotifyTextMessage: whole, from 5 to 259,200. */
export const timeToLive = (seconds: number) => Math.min(Math.max(Math.ceil(seconds), 5), 259_200);

const sendTextMessage = (settings: EndUserMessagingSettings, sms: Sms) =>
  new SendTextMessageCommand({
    DestinationPhoneNumber: sms.to.reveal(),
    MessageBody: smsBody(sms),
    MessageType: 'TRANSACTIONAL',
    TimeToLive: timeToLive(sms.ttlSeconds),
    OriginationIdentity: settings.originationIdentity,
    ConfigurationSetName: settings.configurationSetName,
    ProtectConfigurationId: settings.protectConfigurationId,
    MaxPrice: settings.maxPrice,
    MessageFeedbackEnabled: true,
    Context: sms.context,
    DestinationCountryParameters: countryParameters(indiaFor(settings.india, sms)),
  });

const countryParameters = (india: India | null) =>
  india ? { IN_ENTITY_ID: india.entityId, IN_TEMPLATE_ID: india.templateId } : undefined;

/** Looks up a number's type with `CarrierLookup`, which reports VoIP as OTHER. */
export const carrierLookup = (client: PinpointSMSVoiceV2Client): NumberLookup => ({
  lookup: (number) =>
    lookUp(number, TYPES, async () => {
      const found = await client.send(new CarrierLookupCommand({ PhoneNumber: number.reveal() }));
      const {
        PhoneNumberType: type,
        Carrier: carrier,
        MCC: mcc,
        MNC: mnc,
        IsoCountryCode: country,
        E164PhoneNumber: e164,
      } = found;
      return { e164, type, carrier, mcc, mnc, country };
    }),
});

const TYPES: ReadonlyMap<string, PhoneType> = new Map<string, PhoneType>([
  ['MOBILE', 'MOBILE'],
  ['LANDLINE', 'LANDLINE'],
  ['OTHER', 'OTHER'],
  ['INVALID', 'INVALID'],
]);
