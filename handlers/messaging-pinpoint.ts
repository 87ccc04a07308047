import { PinpointClient, type PinpointClientConfig } from '@aws-sdk/client-pinpoint';
import { type PinpointSettings, pinpointNumbers, pinpointSms } from '../adapters/pinpoint.ts';

export const texts = (at: PinpointClientConfig, settings: PinpointSettings) =>
  pinpointSms(new PinpointClient(at), settings);

export const lookups = (at: PinpointClientConfig) => pinpointNumbers(new PinpointClient(at));
