import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { cleansed } from './phones.ts';
import type { Networks } from './pinpoint.ts';
import { parseRequest } from './requests.ts';
import { ServiceError } from './services.ts';

const nameOrArn = z.string().regex(/^[A-Za-z0-9_:/-]{1,256}$/);

const Context = z
  .record(z.string().regex(/^\S{1,100}$/), z.string().regex(/^\S{1,800}$/))
  .refine((context) => Object.keys(context).length <= 5, 'must have 5 members or fewer');

// Limits: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html
const SendTextMessage = z.strictObject({
  DestinationPhoneNumber: z.string().regex(/^\+?[1-9][0-9]{1,18}$/),
  OriginationIdentity: z.string().regex(/^[A-Za-z0-9_:/+-]{1,256}$/),
  MessageBody: z.string().max(1_600).regex(/\S/),
  MessageType: z.enum(['TRANSACTIONAL', 'PROMOTIONAL']),
  TimeToLive: z.int().min(5).max(259_200),
  MaxPrice: z.string().regex(/^[0-9]{0,2}\.[0-9]{1,5}$/),
  ConfigurationSetName: nameOrArn,
  ProtectConfigurationId: nameOrArn.optional(),
  DryRun: z.boolean().default(false),
  MessageFeedbackEnabled: z.boolean(),
  Context,
  DestinationCountryParameters: z
    .partialRecord(z.enum(['IN_ENTITY_ID', 'IN_TEMPLATE_ID']), z.string().regex(/^\S{1,64}$/))
    .optional(),
});

// https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendNotifyTextMessage.html
const SendNotifyTextMessage = z.strictObject({
  NotifyConfigurationId: nameOrArn,
  DestinationPhoneNumber: SendTextMessage.shape.DestinationPhoneNumber,
  TemplateId: z.string().regex(/^[A-Za-z0-9_-]{1,256}$/),
  TemplateVariables: z.strictObject({ code: z.string().regex(/^[0-9]{4,8}$/) }),
  TimeToLive: SendTextMessage.shape.TimeToLive,
  DryRun: z.boolean().default(false),
  MessageFeedbackEnabled: z.boolean(),
  Context,
});

const PutMessageFeedback = z.strictObject({
  MessageId: z.string().min(1).max(256),
  MessageFeedbackStatus: z.enum(['RECEIVED', 'FAILED']),
});

const CarrierLookup = z.strictObject({
  PhoneNumber: z.string().regex(/^\+[({\s[]?[1-9][0-9(){}\s[\],.-]{1,38}$/),
});

/** End User Messaging's SendTextMessage, SendNotifyTextMessage, PutMessageFeedback and CarrierLookup. */
export const endUserMessagingOperations = ({ messages, phone, now }: Networks) => ({
  SendTextMessage: async (input: unknown) => {
    const request = parseRequest('end-user-messaging', SendTextMessage, input);
    if (request.DryRun) return { MessageId: randomUUID() };
    const MessageId = await messages.deliver({
      at: new Date(now()).toISOString(),
      from: request.OriginationIdentity,
      to: request.DestinationPhoneNumber,
      body: request.MessageBody,
      provider: 'end-user-messaging',
    });
    return { MessageId };
  },
  SendNotifyTextMessage: async (input: unknown) => {
    const request = parseRequest('end-user-messaging', SendNotifyTextMessage, input);
    const { TemplateId, TemplateVariables, DestinationPhoneNumber: to } = request;
    const ResolvedMessageBody = `Your verification code is ${TemplateVariables.code}.`;
    if (request.DryRun) return { MessageId: randomUUID(), TemplateId, ResolvedMessageBody };
    const at = new Date(now()).toISOString();
    const provider = 'end-user-messaging-notify';
    const MessageId = await messages.deliver({ at, from: 'NOTIFY', to, body: ResolvedMessageBody, provider });
    return { MessageId, TemplateId, ResolvedMessageBody };
  },
  PutMessageFeedback: (input: unknown) => {
    const request = parseRequest('end-user-messaging', PutMessageFeedback, input);
    if (messages.feedback(request.MessageId, request.MessageFeedbackStatus)) return request;
    throw new ServiceError('ResourceNotFoundException', 'There is no such message.', 400, {
      ResourceType: 'message',
      ResourceId: request.MessageId,
    });
  },
  CarrierLookup: (input: unknown) => {
    const { PhoneNumber } = parseRequest('end-user-messaging', CarrierLookup, input);
    const E164PhoneNumber = cleansed(PhoneNumber.replace(/[^0-9+]/g, ''));
    const { type, carrier, mcc, mnc, country } = phone(E164PhoneNumber);
    return {
      E164PhoneNumber,
      PhoneNumberType: TYPES[type],
      MCC: mcc,
      MNC: mnc,
      ...(carrier === null ? {} : { Carrier: carrier }),
      ...(country === null ? {} : { IsoCountryCode: country }),
    };
  },
});

// This service has no types for prepaid and VoIP.
const TYPES = {
  MOBILE: 'MOBILE',
  PREPAID: 'MOBILE',
  LANDLINE: 'LANDLINE',
  VOIP: 'OTHER',
  OTHER: 'OTHER',
  INVALID: 'INVALID',
} as const;
