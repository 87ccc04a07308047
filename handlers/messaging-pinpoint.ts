import { PinpointClient, type PinpointClientConfig } from '@aws-sdk/client-pinpoint';
import { traced } from '../adapters/aws-call.ts';
import type { Log } from '../adapters/log.ts';
import { type PinpointSettings, pinpointNumbers, pinpointSms } from '../adapters/pinpoint.ts';

export const texts = (at: PinpointClientConfig, log: Log, settings: PinpointSettings) =>
  pinpointSms(traced(new PinpointClient(at), log), settings);

export const lookups = (at: PinpointClientConfig, log: Log) =>
  pinpointNumbers(traced(new PinpointClient(at), log));
