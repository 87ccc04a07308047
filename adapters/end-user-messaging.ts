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
 * `originationIdentity`: a number, pool or sender id (id or ARN). `maxPrice`: US dollars for one text, as `0.50`.
 * `protectConfigurationId`: the countries we may text, when the configuration set does not name it; a new one allows
 * all, ours must block all but the administrators'.
 */
export type EndUserMessagingSettings = {
  originationIdentity: string;
  configurationSetName: string;
  protectConfigurationId?: string | undefined;
  maxPrice: string;
  india?: India | undefined;
};

/**
 * Texts by AWS End User Messaging's `SendTextMessage`. The time to live (72 hours unless given) is the PIN's. It ends the
 * service's attempts to hand the text to a carrier; a carrier that has it may still deliver it late, when it is void. Give
 * it a client made with `ONCE` (aws-clients.ts).
 * @param feedbackRefused gets the error when the service does not take feedback, which nobody is to wait or fail for
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

/** What a call that sends came to. Of its reply nothing is kept but the id: Notify's quotes the PIN. */
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

// The SDK hands on whatever it was sent; its types are a promise of the service, not a check.
const Reply = z.object({ MessageId: z.text(1) });

/** @param refused gets the error when the service does not take feedback, which nobody is to wait or fail for */
export const messageFeedback =
  (client: PinpointSMSVoiceV2Client, refused: (error: unknown) => void): SmsSender['feedback'] =>
  async (messageId, received) => {
    const MessageFeedbackStatus = received ? 'RECEIVED' : 'FAILED';
    // Best effort: an hour later the service itself notes FAILED for a text nobody spoke of.
    await client
      .send(new PutMessageFeedbackCommand({ MessageId: messageId, MessageFeedbackStatus }))
      .catch(refused);
  };

/**
 * Has the service check a text, all its settings included, without sending it. A dry run reaches nobody and costs nothing.
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

/** SendTextMessage and SendNotifyTextMessage take whole seconds from 5 to 259,200. */
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

/** The kind of a number by `CarrierLookup`, which knows no VoIP of its own: such a number comes as OTHER. */
export const carrierLookup = (client: PinpointSMSVoiceV2Client): NumberLookup => ({
  lookup: (number) =>
    lookUp(TYPES, async () => {
      const found = await client.send(new CarrierLookupCommand({ PhoneNumber: number.reveal() }));
      const { PhoneNumberType: type, Carrier: carrier, MCC: mcc, MNC: mnc, IsoCountryCode: country } = found;
      return { type, carrier, mcc, mnc, country };
    }),
});

const TYPES: ReadonlyMap<string, PhoneType> = new Map<string, PhoneType>([
  ['MOBILE', 'MOBILE'],
  ['LANDLINE', 'LANDLINE'],
  ['OTHER', 'OTHER'],
  ['INVALID', 'INVALID'],
]);
