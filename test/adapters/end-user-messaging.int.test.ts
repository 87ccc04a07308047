import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, it } from 'vitest';
import { DURING_A_CALL, ONCE } from '../../adapters/aws-clients.ts';
import { carrierLookup, endUserMessagingSms } from '../../adapters/end-user-messaging.ts';
import type { SmsFailure, SmsOutcome } from '../../domain/emergency/ports.ts';
import type { FaultKind } from '../../local/aws/faults.ts';
import { numberLookupContract } from '../kit/contracts/number-lookup.ts';
import {
  MOBILE,
  noticeContract,
  OUR_WORDS,
  PHONES,
  pinText,
  type SmsProvider,
  smsContract,
} from '../kit/contracts/sms.ts';
import { clientOf, withEdge } from './with-edge.ts';

const running = withEdge((number) => PHONES.get(number));

const client = (endpoint: string, settings: typeof ONCE, requestTimeout?: number) =>
  new PinpointSMSVoiceV2Client({
    ...clientOf(endpoint),
    ...settings,
    requestHandler: { ...settings.requestHandler, ...(requestTimeout && { requestTimeout }) },
  });
const settings = {
  originationIdentity: 'EMERGENCY',
  configurationSetName: 'emergency-line',
  protectConfigurationId: 'protect-1',
  maxPrice: '0.50',
  india: { entityId: 'E-ENTITY', templateId: 'T-TEMPLATE' },
};
const sender = (endpoint: string, requestTimeout?: number) =>
  endUserMessagingSms(client(endpoint, ONCE, requestTimeout), settings);

const refusal = (code: string, reasonGiven: string | null, reason: SmsFailure): [FaultKind, SmsOutcome] => [
  { statusCode: 400, code, ...(reasonGiven === null ? {} : { reason: reasonGiven }) },
  { sent: false, reason, detail: reasonGiven === null ? code : `${code}/${reasonGiven}` },
];

const provider = {
  name: 'end-user-messaging' as const,
  service: 'end-user-messaging' as const,
  sender,
  lookup: (endpoint, requestTimeout) => carrierLookup(client(endpoint, DURING_A_CALL.lookup, requestTimeout)),
  send: 'SendTextMessage',
  find: 'CarrierLookup',
  from: 'EMERGENCY',
  body: OUR_WORDS,
  voip: 'OTHER' as const,
  carrierCodes: true,
  failures: [
    ['throttle', { sent: false, reason: 'throttled', detail: 'ThrottlingException' }],
    ['error', { sent: false, reason: 'unknown', detail: 'InternalServerException' }],
    refusal('ConflictException', 'DESTINATION_PHONE_NUMBER_OPTED_OUT', 'opted-out'),
    refusal('ConflictException', 'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION', 'refused'),
    refusal('ConflictException', 'DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE', 'refused'),
    refusal('ConflictException', 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED', 'refused'),
    refusal('ConflictException', 'NO_ORIGINATION_IDENTITIES_FOUND', 'misconfigured'),
    refusal('ServiceQuotaExceededException', 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT', 'refused'),
    refusal('ValidationException', 'DESTINATION_COUNTRY_BLOCKED', 'refused'),
    refusal('ValidationException', 'PRICE_OVER_THRESHOLD', 'refused'),
    refusal('ValidationException', 'SENDER_ID_NOT_REGISTERED', 'misconfigured'),
    refusal('AccessDeniedException', 'ACCOUNT_DISABLED', 'misconfigured'),
    refusal('ResourceNotFoundException', null, 'misconfigured'),
    refusal('BrandNewException', null, 'unknown'),
  ],
} satisfies SmsProvider;

smsContract(provider, running);
noticeContract(provider, running);
numberLookupContract(provider, running);

describe('End User Messaging', () => {
  const sms = { ...pinText(), context: {} };

  it('sends with all settings against fraud and stale texts', async () => {
    await sender(running.edge().endpoint).send(sms);
    expect(running.calls[0]?.input).toStrictEqual({
      DestinationPhoneNumber: MOBILE,
      MessageBody: OUR_WORDS,
      MessageType: 'TRANSACTIONAL',
      TimeToLive: 30,
      OriginationIdentity: 'EMERGENCY',
      ConfigurationSetName: 'emergency-line',
      ProtectConfigurationId: 'protect-1',
      MaxPrice: '0.50',
      MessageFeedbackEnabled: true,
      Context: {},
    });
  });

  it.each([
    [0.2, 5],
    [5, 5],
    [29.001, 30],
    [600, 600],
    [1_000_000, 259_200],
  ])('converts a lifetime of %d seconds to a time to live of %d', async (ttlSeconds, TimeToLive) => {
    expect(await sender(running.edge().endpoint).send({ ...sms, ttlSeconds })).toMatchObject({ sent: true });
    expect(running.calls[0]?.input).toMatchObject({ TimeToLive });
  });

  it.each([
    [true, 'RECEIVED'],
    [false, 'FAILED'],
  ])('reports whether a text was received (%s)', async (received, feedback) => {
    const one = sender(running.edge().endpoint);
    const outcome = await one.send(sms);
    await one.feedback(outcome.sent ? outcome.messageId : '', received);
    expect(await running.edge().messages(MOBILE)).toMatchObject([{ feedback }]);
  });

  it.each<FaultKind>(['throttle', 'error'])('ignores %s on feedback', async (as) => {
    const one = sender(running.edge().endpoint);
    const outcome = await one.send(sms);
    running.edge().fail({ service: 'end-user-messaging', operation: 'PutMessageFeedback', as });
    await one.feedback(outcome.sent ? outcome.messageId : '', true);
    expect(await running.edge().messages(MOBILE)).toMatchObject([{ feedback: null }]);
  });
});
