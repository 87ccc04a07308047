import { type Environment, EnvironmentError } from './environment.ts';
import type { Sms } from './wires.ts';

/**
 * The notify configuration PINs are sent from.
 * @throws EnvironmentError when neither the configuration nor the deployment names one
 */
export const notifyConfiguration = (
  { environment }: { environment: Environment },
  sms: Sms<'end-user-messaging-notify'>,
): string => {
  const id = sms.configurationId ?? environment.NOTIFY_CONFIGURATION;
  if (id === undefined)
    throw new EnvironmentError(
      'no notify configuration to send from: set sms.configurationId in the configuration (or NOTIFY_CONFIGURATION, as the deployment does)',
    );
  return id;
};
