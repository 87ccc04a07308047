import { PinpointClient } from '@aws-sdk/client-pinpoint';
import { describe, expect, it } from 'vitest';
import { DURING_A_CALL, ONCE } from '../../adapters/aws-clients.ts';
import { pinpointNumbers, pinpointSms } from '../../adapters/pinpoint.ts';
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
  new PinpointClient({
    ...clientOf(endpoint),
    ...settings,
    requestHandler: { ...settings.requestHandler, ...(requestTimeout && { requestTimeout }) },
  });
const settings = {
  applicationId: 'app-1',
  senderId: 'EMERGENCY',
  india: { entityId: 'E-ENTITY', templateId: 'T-TEMPLATE' },
};
const sender = (endpoint: string, requestTimeout?: number) =>
  pinpointSms(client(endpoint, ONCE, requestTimeout), settings);

const provider = {
  name: 'pinpoint' as const,
  service: 'pinpoint' as const,
  sender,
  lookup: (endpoint, requestTimeout) =>
    pinpointNumbers(client(endpoint, DURING_A_CALL.lookup, requestTimeout)),
  send: 'SendMessages',
  find: 'PhoneNumberValidate',
  from: 'EMERGENCY',
  body: OUR_WORDS,
  voip: 'VOIP' as const,
  carrierCodes: false,
  failures: [
    [{ deliveryStatus: 'OPT_OUT' }, { sent: false, reason: 'opted-out', detail: 'OPT_OUT' }],
    [{ deliveryStatus: 'THROTTLED' }, { sent: false, reason: 'throttled', detail: 'THROTTLED' }],
    [{ deliveryStatus: 'DUPLICATE' }, { sent: false, reason: 'refused', detail: 'DUPLICATE' }],
    [
      { deliveryStatus: 'PERMANENT_FAILURE' },
      { sent: false, reason: 'unreachable', detail: 'PERMANENT_FAILURE' },
    ],
    [
      { deliveryStatus: 'TEMPORARY_FAILURE' },
      { sent: false, reason: 'unreachable', detail: 'TEMPORARY_FAILURE' },
    ],
    [{ deliveryStatus: 'UNKNOWN_FAILURE' }, { sent: false, reason: 'unknown', detail: 'UNKNOWN_FAILURE' }],
    [{ deliveryStatus: 'BRAND_NEW_STATUS' }, { sent: false, reason: 'unknown', detail: 'BRAND_NEW_STATUS' }],
    [{ deliveryStatus: MOBILE }, { sent: false, reason: 'unknown', detail: 'malformed-reply' }],
    ['throttle', { sent: false, reason: 'throttled', detail: 'TooManyRequestsException' }],
    ['error', { sent: false, reason: 'unknown', detail: 'InternalServerErrorException' }],
    [
      { statusCode: 404, code: 'NotFoundException' },
      { sent: false, reason: 'misconfigured', detail: 'NotFoundException' },
    ],
    [
      { statusCode: 403, code: 'ForbiddenException' },
      { sent: false, reason: 'misconfigured', detail: 'ForbiddenException' },
    ],
  ],
} satisfies SmsProvider;

smsContract(provider, running);
noticeContract(provider, running);
numberLookupContract(provider, running);

describe('Pinpoint', () => {
  const sms = { ...pinText(), context: {} };
  const ok = { DeliveryStatus: 'SUCCESSFUL', StatusCode: 200, MessageId: 'm' };

  it.each([
    ['two addresses', { [MOBILE]: ok, '+6591110002': ok }],
    ['no address', {}],
    ['no message id', { [MOBILE]: { ...ok, MessageId: undefined } }],
    ['no status', { [MOBILE]: { MessageId: 'm' } }],
  ])('treats a result with %s as malformed', async (_, Result) => {
    const reply = JSON.stringify({ ApplicationId: 'app-1', Result });
    running.edge().fail({ service: 'pinpoint', operation: 'SendMessages', as: { reply } });
    const outcome = await sender(running.edge().endpoint).send(sms);
    expect(outcome).toStrictEqual({ sent: false, reason: 'unknown', detail: 'malformed-reply' });
  });

  it('sends with the configured application', async () => {
    let path = '';
    const spying = client(running.edge().endpoint, ONCE);
    spying.middlewareStack.add(
      (next) => (args) => {
        path = (args.request as { path: string }).path;
        return next(args);
      },
      { step: 'finalizeRequest' },
    );
    await pinpointSms(spying, settings).send(sms);
    expect(path).toBe('/v1/apps/app-1/messages');
  });

  it('makes no call for feedback', async () => {
    await sender(running.edge().endpoint).feedback('m', true);
    expect(running.calls).toStrictEqual([]);
  });
});
