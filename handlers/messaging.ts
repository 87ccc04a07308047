import { ONCE, REPEATABLE } from '../adapters/aws-clients.ts';
import type { Config } from '../domain/config.ts';
import type { NumberLookup, SmsSender } from '../domain/ports.ts';
import { place, type Wires } from './wires.ts';

export type Messaging = { sms: SmsSender; lookup: NumberLookup };
type Sms<Provider> = Extract<Config['sms'], { provider: Provider }>;

/** The configured provider's texts and look-ups; only that provider's client is loaded. */
export const wireMessaging = async (wires: Wires): Promise<Messaging> => {
  const { sms } = wires.config;
  return sms.provider === 'pinpoint' ? pinpoint(wires, sms) : endUserMessaging(wires, sms);
};

const where = (
  { environment }: Wires,
  endpoint: string | undefined,
  { region }: { region?: string | undefined },
) => ({
  ...place(environment, endpoint),
  ...(region === undefined ? {} : { region }),
});

const pinpoint = async (wires: Wires, sms: Sms<'pinpoint'>): Promise<Messaging> => {
  const { PinpointClient } = await import('@aws-sdk/client-pinpoint');
  const { pinpointNumbers, pinpointSms } = await import('../adapters/pinpoint.ts');
  const at = where(wires, wires.environment.AWS_ENDPOINT_URL_PINPOINT, sms);
  return {
    sms: pinpointSms(new PinpointClient({ ...ONCE, ...at }), sms),
    lookup: pinpointNumbers(new PinpointClient({ ...REPEATABLE, ...at })),
  };
};

const endUserMessaging = async (wires: Wires, sms: Sms<'end-user-messaging'>): Promise<Messaging> => {
  const { PinpointSMSVoiceV2Client } = await import('@aws-sdk/client-pinpoint-sms-voice-v2');
  const { carrierLookup, endUserMessagingSms } = await import('../adapters/end-user-messaging.ts');
  const at = where(wires, wires.environment.AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2, sms);
  return {
    sms: endUserMessagingSms(new PinpointSMSVoiceV2Client({ ...ONCE, ...at }), sms),
    lookup: carrierLookup(new PinpointSMSVoiceV2Client({ ...REPEATABLE, ...at })),
  };
};
