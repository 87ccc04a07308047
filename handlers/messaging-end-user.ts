import {
  PinpointSMSVoiceV2Client,
  type PinpointSMSVoiceV2ClientConfig,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { traced } from '../adapters/aws-call.ts';
import {
  carrierLookup,
  type EndUserMessagingSettings,
  endUserMessagingSms,
} from '../adapters/end-user-messaging.ts';
import type { Log } from '../adapters/log.ts';

export const texts = (
  at: PinpointSMSVoiceV2ClientConfig,
  log: Log,
  settings: EndUserMessagingSettings,
  feedbackRefused: (error: unknown) => void,
) => endUserMessagingSms(traced(new PinpointSMSVoiceV2Client(at), log), settings, feedbackRefused);

export const lookups = (at: PinpointSMSVoiceV2ClientConfig, log: Log) =>
  carrierLookup(traced(new PinpointSMSVoiceV2Client(at), log));
