import {
  PinpointSMSVoiceV2Client,
  type PinpointSMSVoiceV2ClientConfig,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { traced } from '../../adapters/aws-call.ts';
import {
  carrierLookup,
  type EndUserMessagingSettings,
  endUserMessagingSms,
} from '../../adapters/end-user-messaging.ts';
import type { Log } from '../../adapters/log.ts';
import { type NotifySettings, notifySms } from '../../adapters/notify.ts';

type FeedbackRefused = (error: unknown) => void;

/** AWS End User Messaging and its notify configurations, which share a client. */
export const endUserMessaging = (config: PinpointSMSVoiceV2ClientConfig, log: Log) => {
  const client = traced(new PinpointSMSVoiceV2Client(config), log);
  return {
    sender: (settings: EndUserMessagingSettings, refused: FeedbackRefused) =>
      endUserMessagingSms(client, settings, refused),
    notifySender: (settings: NotifySettings, refused: FeedbackRefused) =>
      notifySms(client, settings, refused),
    lookup: () => carrierLookup(client),
  };
};
