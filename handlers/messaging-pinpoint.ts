import { PinpointClient } from '@aws-sdk/client-pinpoint';
import { ONCE, REPEATABLE } from '../adapters/aws-clients.ts';
import { pinpointNumbers, pinpointSms } from '../adapters/pinpoint.ts';
import { pinpointProject } from './pinpoint-project.ts';
import { place, type Sms, type Wires } from './wires.ts';

const at = ({ environment }: Wires, { region }: Sms<'pinpoint'>) =>
  place(environment, environment.AWS_ENDPOINT_URL_PINPOINT, region);

export const texts = (wires: Wires, sms: Sms<'pinpoint'>) =>
  pinpointSms(new PinpointClient({ ...ONCE, ...at(wires, sms) }), {
    ...sms,
    applicationId: pinpointProject(wires, sms),
  });

export const lookups = (wires: Wires, sms: Sms<'pinpoint'>) =>
  pinpointNumbers(new PinpointClient({ ...REPEATABLE, ...at(wires, sms) }));
