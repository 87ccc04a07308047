import { PinpointClient, type PinpointClientConfig } from '@aws-sdk/client-pinpoint';
import { traced } from '../../adapters/aws-call.ts';
import type { Log } from '../../adapters/log.ts';
import { type PinpointSettings, pinpointNumbers, pinpointSms } from '../../adapters/pinpoint.ts';

export const pinpointSender = (config: PinpointClientConfig, log: Log, settings: PinpointSettings) =>
  pinpointSms(traced(new PinpointClient(config), log), settings);

export const pinpointLookup = (config: PinpointClientConfig, log: Log) =>
  pinpointNumbers(traced(new PinpointClient(config), log));
