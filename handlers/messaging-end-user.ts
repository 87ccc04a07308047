import {
  PinpointSMSVoiceV2Client,
  type PinpointSMSVoiceV2ClientConfig,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import {
  carrierLookup,
  type EndUserMessagingSettings,
  endUserMessagingSms,
} from '../adapters/end-user-messaging.ts';

export const texts = (
  at: PinpointSMSVoiceV2ClientConfig,
  settings: EndUserMessagingSettings,
  feedbackRefused: (error: unknown) => void,
) => endUserMessagingSms(new PinpointSMSVoiceV2Client(at), settings, feedbackRefused);

export const lookups = (at: PinpointSMSVoiceV2ClientConfig) =>
  carrierLookup(new PinpointSMSVoiceV2Client(at));
