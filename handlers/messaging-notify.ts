import {
  PinpointSMSVoiceV2Client,
  type PinpointSMSVoiceV2ClientConfig,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { type NotifySettings, notifySms } from '../adapters/notify.ts';

export const texts = (at: PinpointSMSVoiceV2ClientConfig, settings: NotifySettings) =>
  notifySms(new PinpointSMSVoiceV2Client(at), settings);
