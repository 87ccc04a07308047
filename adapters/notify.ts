import {
  type PinpointSMSVoiceV2Client,
  SendNotifyTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { PinText, Sms, SmsOutcome, SmsSender } from '../domain/emergency/index.ts';
import { messageFeedback, outcomeOf, timeToLive } from './end-user-messaging.ts';

/** `configurationId`: the Notify configuration, with brand and countries. `templateId`: AWS's template for a PIN. */
export type NotifySettings = { configurationId: string; templateId: string };

/**
 * Sends PINs, and no other text, by AWS End User Messaging Notify: AWS's own senders and templates, so nothing has to be
 * registered. AWS sends at most 10 texts a day to one number. The client must be configured with `ONCE`.
 * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/notify-send-messages.html
 */
export const notifySms = (
  client: PinpointSMSVoiceV2Client,
  settings: NotifySettings,
  feedbackRefused: (error: unknown) => void = () => {},
): SmsSender<PinText> => ({
  provider: 'end-user-messaging-notify',
  send: (sms) => outcomeOf(() => client.send(sendNotifyTextMessage(settings, sms))),
  feedback: messageFeedback(client, feedbackRefused),
});

/** Validates a PIN's text with the service, without sending it and free of charge. */
export const dryRunNotify = (
  client: PinpointSMSVoiceV2Client,
  settings: NotifySettings,
  sms: Sms<PinText>,
): Promise<SmsOutcome> =>
  outcomeOf(() =>
    client.send(
      new SendNotifyTextMessageCommand({ ...sendNotifyTextMessage(settings, sms).input, DryRun: true }),
    ),
  );

const sendNotifyTextMessage = (
  { configurationId, templateId }: NotifySettings,
  { to, content, ttlSeconds, context }: Sms<PinText>,
) =>
  new SendNotifyTextMessageCommand({
    NotifyConfigurationId: configurationId,
    DestinationPhoneNumber: to.reveal(),
    TemplateId: templateId,
    TemplateVariables: { code: content.pin.reveal() },
    TimeToLive: timeToLive(ttlSeconds),
    MessageFeedbackEnabled: true,
    Context: context,
  });
