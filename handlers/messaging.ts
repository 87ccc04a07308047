import { ONCE, REPEATABLE } from '../adapters/aws-clients.ts';
import type { NumberLookup, SmsSender } from '../domain/ports.ts';
import { once } from '../domain/zod.ts';
import { pinpointProject } from './pinpoint-project.ts';
import { place, type Wires } from './wires.ts';

/**
 * The configured provider's texts; its client alone is loaded, and for the first: a stranger, a refusal or an authenticator
 * needs none. What it is made with comes from here, so that its module shares no file with the rest of a bundle.
 * @throws EnvironmentError when there is no Pinpoint project to send from
 */
export const wireSms = (wires: Wires): SmsSender => {
  const { provider } = wires.config.sms;
  const made = once(textsOf(wires));
  return {
    provider,
    send: async (text) => (await made()).send(text),
    feedback: async (...heard) => (await made()).feedback(...heard),
  };
};

const textsOf = (wires: Wires): (() => Promise<SmsSender>) => {
  const { sms } = wires.config;
  const at = { ...ONCE, ...atProvider(wires) };
  if (sms.provider === 'end-user-messaging')
    return async () => (await import('./messaging-end-user.ts')).texts(at, wires.log, sms, loggedOnce(wires));
  const settings = { ...sms, applicationId: pinpointProject(wires, sms) };
  return async () => (await import('./messaging-pinpoint.ts')).texts(at, wires.log, settings);
};

/** A refusal is a lasting fault of settings: the first of a process is logged, the same again would only fill the log. */
const loggedOnce = ({ log }: Wires) => {
  let isLogged = false;
  return (error: unknown): void => {
    if (!isLogged) log('warn', 'feedback for a text was refused; it is not logged again', { error });
    isLogged = true;
  };
};

/** The configured provider's look-ups of numbers, the client made for the first likewise. */
export const wireLookup = (wires: Wires): NumberLookup => {
  const at = { ...REPEATABLE, ...atProvider(wires) };
  const made = once(async () =>
    wires.config.sms.provider === 'pinpoint'
      ? (await import('./messaging-pinpoint.ts')).lookups(at, wires.log)
      : (await import('./messaging-end-user.ts')).lookups(at, wires.log),
  );
  return { lookup: async (number) => (await made()).lookup(number) };
};

const atProvider = ({ environment, config: { sms } }: Wires) => {
  const { AWS_ENDPOINT_URL_PINPOINT, AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2 } = environment;
  const endpoint =
    sms.provider === 'pinpoint' ? AWS_ENDPOINT_URL_PINPOINT : AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2;
  return place(environment, endpoint, sms.region);
};
