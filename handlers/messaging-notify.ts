import {
  PinpointSMSVoiceV2Client,
  type PinpointSMSVoiceV2ClientConfig,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { traced } from '../adapters/aws-call.ts';
import type { Log } from '../adapters/log.ts';
import { type NotifySettings, notifySms } from '../adapters/notify.ts';

export const texts = (
  at: PinpointSMSVoiceV2ClientConfig,
  log: Log,
  settings: NotifySettings,
  feedbackRefused: (error: unknown) => void,
) => notifySms(traced(new PinpointSMSVoiceV2Client(at), log), settings, feedbackRefused);
