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

const client = (config: PinpointSMSVoiceV2ClientConfig, log: Log) =>
  traced(new PinpointSMSVoiceV2Client(config), log);

export const endUserMessagingSender = (
  config: PinpointSMSVoiceV2ClientConfig,
  log: Log,
  settings: EndUserMessagingSettings,
  refused: FeedbackRefused,
) => endUserMessagingSms(client(config, log), settings, refused);

export const notifySender = (
  config: PinpointSMSVoiceV2ClientConfig,
  log: Log,
  settings: NotifySettings,
  refused: FeedbackRefused,
) => notifySms(client(config, log), settings, refused);

export const endUserMessagingLookup = (config: PinpointSMSVoiceV2ClientConfig, log: Log) =>
  carrierLookup(client(config, log));
