import {
  PhoneNumberValidateCommand,
  type PinpointClient,
  SendMessagesCommand,
} from '@aws-sdk/client-pinpoint';
import type {
  NumberLookup,
  PhoneType,
  Sms,
  SmsFailure,
  SmsOutcome,
  SmsSender,
} from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';
import { lookUp } from './phone-type.ts';
import { type India, indiaFor, smsBody } from './sms-body.ts';
import { notSent, outcomeOfError } from './sms-outcomes.ts';

/** `senderId`: the sender that the phone shows, in countries that support it. */
export type PinpointSettings = { applicationId: string; senderId: string; india?: India | undefined };

/**
 * Sends texts with Pinpoint `SendMessages`, for existing accounts (closed to new ones since 20 May 2025; the messaging API
 * outlives the console, which ends on 30 October 2026). Pinpoint has no time to live and applies only the account's default
 * protect configuration. The client must be configured with `ONCE` (aws-clients.ts).
 */
export const pinpointSms = (client: PinpointClient, settings: PinpointSettings): SmsSender => ({
  provider: 'pinpoint',
  send: async (sms) => {
    try {
      const { MessageResponse } = await client.send(sendMessages(settings, sms));
      return outcomeOf(Object.values(MessageResponse?.Result ?? {}));
    } catch (error) {
      return outcomeOfError(error);
    }
  },
  feedback: async () => {},
});

const sendMessages = ({ applicationId, senderId, india }: PinpointSettings, sms: Sms) => {
  const ids = indiaFor(india, sms);
  return new SendMessagesCommand({
    ApplicationId: applicationId,
    MessageRequest: {
      Addresses: { [sms.to.reveal()]: { ChannelType: 'SMS' } },
      Context: sms.context,
      MessageConfiguration: {
        SMSMessage: {
          Body: smsBody(sms),
          MessageType: 'TRANSACTIONAL',
          SenderId: senderId,
          ...(ids ? { EntityId: ids.entityId, TemplateId: ids.templateId } : {}),
        },
      },
    },
  });
};

// HTTP 200 confirms only the request; the result is with the address. `StatusMessage` is ignored: it quotes the number.
const Results = z.tuple([
  z.object({ DeliveryStatus: z.matching(/^[A-Z_]{1,40}$/), MessageId: z.optional(z.text(1)) }),
]);

const outcomeOf = (results: unknown[]): SmsOutcome => {
  const parsed = Results.safeParse(results);
  if (!parsed.success) return notSent('unknown', 'malformed-reply');
  const [{ DeliveryStatus, MessageId }] = parsed.data;
  if (DeliveryStatus !== 'SUCCESSFUL')
    return notSent(FAILURES.get(DeliveryStatus) ?? 'unknown', DeliveryStatus);
  return MessageId === undefined
    ? notSent('unknown', 'malformed-reply')
    : { sent: true, messageId: MessageId };
};

const FAILURES: ReadonlyMap<string, SmsFailure> = new Map<string, SmsFailure>([
  ['OPT_OUT', 'opted-out'],
  ['THROTTLED', 'throttled'],
  ['DUPLICATE', 'refused'],
  ['PERMANENT_FAILURE', 'unreachable'],
  ['TEMPORARY_FAILURE', 'unreachable'],
]);

/** Looks up a number's type with Pinpoint `PhoneNumberValidate`, which returns the carrier's name but no network codes. */
export const pinpointNumbers = (client: PinpointClient): NumberLookup => ({
  lookup: (number) =>
    lookUp(number, TYPES, async () => {
      const request = { NumberValidateRequest: { PhoneNumber: number.reveal() } };
      const found = (await client.send(new PhoneNumberValidateCommand(request))).NumberValidateResponse;
      const {
        CleansedPhoneNumberE164: e164,
        PhoneType: type,
        Carrier: carrier,
        CountryCodeIso2: country,
      } = found ?? {};
      return { e164, type, carrier, country };
    }),
});

const TYPES: ReadonlyMap<string, PhoneType> = new Map<string, PhoneType>([
  ['MOBILE', 'MOBILE'],
  ['PREPAID', 'MOBILE'],
  ['LANDLINE', 'LANDLINE'],
  ['VOIP', 'VOIP'],
  ['OTHER', 'OTHER'],
  ['INVALID', 'INVALID'],
]);
