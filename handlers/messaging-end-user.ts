import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { ONCE, REPEATABLE } from '../adapters/aws-clients.ts';
import { carrierLookup, endUserMessagingSms } from '../adapters/end-user-messaging.ts';
import { place, type Sms, type Wires } from './wires.ts';

const at = ({ environment }: Wires, { region }: Sms<'end-user-messaging'>) =>
  place(environment, environment.AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2, region);

export const texts = (wires: Wires, sms: Sms<'end-user-messaging'>) =>
  endUserMessagingSms(new PinpointSMSVoiceV2Client({ ...ONCE, ...at(wires, sms) }), sms);

export const lookups = (wires: Wires, sms: Sms<'end-user-messaging'>) =>
  carrierLookup(new PinpointSMSVoiceV2Client({ ...REPEATABLE, ...at(wires, sms) }));
