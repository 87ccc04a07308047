import type { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { dryRunText } from '../../adapters/end-user-messaging.ts';
import { dryRunNotify } from '../../adapters/notify.ts';
import type { Config } from '../../domain/config/config.ts';
import {
  type E164,
  type PinText,
  type Sms,
  type SmsOutcome,
  secretOf,
} from '../../domain/emergency/index.ts';

/**
 * Has the service validate a text with a PIN of zeros, without sending it.
 * @param notifyId the notify configuration, if Notify sends the PINs
 */
export const dryRun =
  ({ name, pin, sms }: Config, client: PinpointSMSVoiceV2Client, notifyId: string | undefined) =>
  async (to: E164): Promise<SmsOutcome> => {
    const text: Sms<PinText> = {
      to,
      content: { kind: 'pin', brand: name, pin: secretOf('pin', '0'.repeat(pin.length)) },
      ttlSeconds: pin.lifeSeconds,
      context: {},
    };
    if (sms.provider === 'pinpoint') throw new Error('Pinpoint has no dry run');
    if (sms.provider === 'end-user-messaging') return dryRunText(client, sms, text);
    return dryRunNotify(client, { ...sms, configurationId: notifyId ?? '' }, text);
  };
