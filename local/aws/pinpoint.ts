import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { FaultKind } from './faults.ts';
import type { Messages } from './messages.ts';
import { cleansed, type NetworkPhone } from './phones.ts';
import { parseRequest } from './requests.ts';
import { ServiceError } from './services.ts';

const MessageRequest = z.strictObject({
  Addresses: z.record(z.string(), z.strictObject({ ChannelType: z.literal('SMS') })),
  Context: z.record(z.string(), z.string()).default({}),
  MessageConfiguration: z.strictObject({
    SMSMessage: z.strictObject({
      Body: z.string().min(1).max(1_600),
      MessageType: z.enum(['TRANSACTIONAL', 'PROMOTIONAL']),
      SenderId: z.string().regex(/^[A-Za-z0-9_-]{1,11}$/),
      EntityId: z.string().min(1).optional(),
      TemplateId: z.string().min(1).optional(),
    }),
  }),
});

const NumberValidateRequest = z.strictObject({ PhoneNumber: z.string().min(1) });

export type Networks = { messages: Messages; phone(number: string): NetworkPhone; now(): number };

/** Pinpoint's SendMessages, which reports a status per address, and PhoneNumberValidate. */
export const pinpointOperations = ({ messages, phone, now }: Networks) => ({
  SendMessages: async (input: unknown, fault: FaultKind | undefined, applicationId: string) => {
    const { Addresses, MessageConfiguration } = parseRequest('pinpoint', MessageRequest, input);
    const { Body: body, SenderId: from } = MessageConfiguration.SMSMessage;
    const at = new Date(now()).toISOString();
    const send = async (to: string) => {
      const status = statusOf(to, fault);
      if (status !== 'SUCCESSFUL') return notDelivered(to, status);
      const MessageId = await messages.deliver({ at, from, to, body, provider: 'pinpoint' });
      return { DeliveryStatus: status, StatusCode: 200, MessageId, StatusMessage: `MessageId: ${MessageId}` };
    };
    const results = Object.keys(Addresses).map(async (to) => [to, await send(to)] as const);
    const Result = Object.fromEntries(await Promise.all(results));
    return { ApplicationId: applicationId, RequestId: randomUUID(), Result };
  },
  PhoneNumberValidate: (input: unknown) => {
    const { PhoneNumber } = parseRequest('pinpoint', NumberValidateRequest, input);
    const { type, carrier, country } = phone(PhoneNumber);
    return {
      OriginalPhoneNumber: PhoneNumber,
      CleansedPhoneNumberE164: cleansed(PhoneNumber),
      PhoneType: type,
      PhoneTypeCode: TYPE_CODES[type],
      ...(carrier === null ? {} : { Carrier: carrier }),
      ...(country === null ? {} : { CountryCodeIso2: country }),
    };
  },
});

/** Parses operation and application from a path. */
export const pinpointRoute = (path: string): { operation: string; applicationId: string } => {
  const [, application] = /^\/v1\/apps\/([A-Za-z0-9%_-]+)\/messages$/.exec(path) ?? [];
  if (application !== undefined) return { operation: 'SendMessages', applicationId: application };
  if (path === '/v1/phone/number/validate') return { operation: 'PhoneNumberValidate', applicationId: '' };
  throw new ServiceError('NotFoundException', 'The fake AWS does not support this operation.', 404);
};

const statusOf = (to: string, fault: FaultKind | undefined): string => {
  if (typeof fault === 'object' && 'deliveryStatus' in fault) return fault.deliveryStatus;
  return /^\+[1-9][0-9]{6,14}$/.test(to) ? 'SUCCESSFUL' : 'PERMANENT_FAILURE';
};

// The status message quotes the number, as Pinpoint's does.
const notDelivered = (to: string, status: string) => ({
  DeliveryStatus: status,
  StatusCode: status === 'THROTTLED' ? 429 : 400,
  StatusMessage: `Not delivered to ${to}`,
});

const TYPE_CODES = { MOBILE: 0, LANDLINE: 1, VOIP: 2, INVALID: 3, OTHER: 4, PREPAID: 5 } as const;
