import { EnvironmentError } from './environment.ts';
import type { Sms, Wires } from './wires.ts';

/**
 * The Pinpoint project texts are sent from.
 * @throws EnvironmentError when neither the configuration nor the deployment names one
 */
export const pinpointProject = ({ environment }: Wires, sms: Sms<'pinpoint'>): string => {
  const applicationId = sms.applicationId ?? environment.PINPOINT_APPLICATION;
  if (applicationId === undefined)
    throw new EnvironmentError(
      'no Pinpoint project to send from: set sms.applicationId in the configuration (or PINPOINT_APPLICATION, as the deployment does)',
    );
  return applicationId;
};
