import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { DURING_A_CALL, ONCE } from '../../adapters/aws-clients.ts';
import { carrierLookup } from '../../adapters/end-user-messaging.ts';
import { dryRunNotify, notifySms } from '../../adapters/notify.ts';
import type { Notice, Sms, SmsSender } from '../../domain/emergency/ports.ts';
import { MOBILE, PHONES, pinText, type SmsProvider, smsContract } from '../kit/contracts/sms.ts';
import { ANA, memoryLine } from '../kit/line.ts';
import { phoneCall } from '../kit/phone-call.ts';
import { clientOf, withEdge } from './with-edge.ts';

const running = withEdge((number) => PHONES.get(number));

const client = (endpoint: string, settings: typeof ONCE, requestTimeout?: number) =>
  new PinpointSMSVoiceV2Client({
    ...clientOf(endpoint),
    ...settings,
    requestHandler: { ...settings.requestHandler, ...(requestTimeout && { requestTimeout }) },
  });
const settings = { configurationId: 'nc-1', templateId: 'notify-code-verification-english-001' };
const sender = (endpoint: string, requestTimeout?: number) =>
  notifySms(client(endpoint, ONCE, requestTimeout), settings);

const provider: SmsProvider = {
  name: 'end-user-messaging-notify',
  service: 'end-user-messaging',
  sender,
  lookup: (endpoint, requestTimeout) => carrierLookup(client(endpoint, DURING_A_CALL.lookup, requestTimeout)),
  send: 'SendNotifyTextMessage',
  find: 'CarrierLookup',
  from: 'NOTIFY',
  body: 'Your verification code is 493817.',
  voip: 'OTHER',
  carrierCodes: true,
  failures: [
    ['throttle', { sent: false, reason: 'throttled', detail: 'ThrottlingException' }],
    ['error', { sent: false, reason: 'unknown', detail: 'InternalServerException' }],
    [
      { statusCode: 400, code: 'ServiceQuotaExceededException', reason: 'DAILY_DESTINATION_CALL_LIMIT' },
      {
        sent: false,
        reason: 'refused',
        detail: 'ServiceQuotaExceededException/DAILY_DESTINATION_CALL_LIMIT',
      },
    ],
    [
      { statusCode: 400, code: 'ResourceNotFoundException' },
      { sent: false, reason: 'misconfigured', detail: 'ResourceNotFoundException' },
    ],
  ],
};

smsContract(provider, running);

describe('Notify', () => {
  it('sends the PIN in AWS’s template, for its lifetime', async () => {
    await sender(running.edge().endpoint).send(pinText());
    expect(running.calls[0]?.input).toStrictEqual({
      NotifyConfigurationId: 'nc-1',
      DestinationPhoneNumber: MOBILE,
      TemplateId: 'notify-code-verification-english-001',
      TemplateVariables: { code: '493817' },
      TimeToLive: 30,
      MessageFeedbackEnabled: true,
      Context: { challenge: '01K' },
    });
  });

  it('validates a text without sending it', async () => {
    const { endpoint } = running.edge();
    expect(await dryRunNotify(client(endpoint, ONCE), settings, pinText())).toMatchObject({ sent: true });
    expect(running.calls[0]?.input).toMatchObject({ DryRun: true });
    expect(await running.edge().messages(MOBILE)).toStrictEqual([]);
  });

  it('does not accept notices, by its type', () => {
    expectTypeOf(sender).returns.not.toExtend<SmsSender<Notice>>();
    expectTypeOf<Sms<Notice>>().not.toExtend<Parameters<ReturnType<typeof sender>['send']>[0]>();
  });

  it('keeps the PIN that its reply quotes out of events, replies and log lines', async () => {
    const line = await memoryLine({ wrap: { sms: () => sender(running.edge().endpoint) as SmsSender } });
    const { reply, wrote } = await line.watch(phoneCall(line, ANA).asksForPin);
    expect(reply).toMatchObject({ status: 'SENT' });
    const [text] = await running.edge().messages(ANA);
    const pin = /code is (\d{6})\./.exec(text?.body ?? '')?.[1] ?? 'no PIN was texted';
    expect(pin).toMatch(/^\d{6}$/);
    const written = JSON.stringify([reply, wrote, line.ports.lines, line.items]);
    expect(written).not.toContain(pin);
    expect(written).not.toContain('verification code');
  });
});
