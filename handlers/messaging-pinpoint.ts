import { PinpointClient } from '@aws-sdk/client-pinpoint';
import { ONCE, REPEATABLE } from '../adapters/aws-clients.ts';
import { pinpointNumbers, pinpointSms } from '../adapters/pinpoint.ts';
import { EnvironmentError } from './environment.ts';
import { place, type Sms, type Wires } from './wires.ts';

const at = ({ environment }: Wires, { region }: Sms<'pinpoint'>) =>
  place(environment, environment.AWS_ENDPOINT_URL_PINPOINT, region);

/** @throws EnvironmentError when neither the configuration nor the deployment names a project */
export const texts = (wires: Wires, sms: Sms<'pinpoint'>) => {
  const applicationId = sms.applicationId ?? wires.environment.PINPOINT_APPLICATION;
  if (applicationId === undefined)
    throw new EnvironmentError(
      'no Pinpoint project to send from: set sms.applicationId in the configuration (or PINPOINT_APPLICATION, as the deployment does)',
    );
  return pinpointSms(new PinpointClient({ ...ONCE, ...at(wires, sms) }), { ...sms, applicationId });
};

export const lookups = (wires: Wires, sms: Sms<'pinpoint'>) =>
  pinpointNumbers(new PinpointClient({ ...REPEATABLE, ...at(wires, sms) }));
