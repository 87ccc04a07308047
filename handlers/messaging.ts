import type { ClientKind } from '../adapters/aws-clients.ts';
import type { NumberLookup, PinText, SmsSender } from '../domain/ports.ts';
import { once } from '../domain/zod.ts';
import { notifyConfiguration } from './notify-configuration.ts';
import { clientSettings, place, type Wires } from './wires.ts';

/**
 * The configured provider's texts; its client alone is loaded, and for the first: a stranger, a refusal or an authenticator
 * needs none. Settings are passed in so that the provider's module stays a chunk of its own.
 * @throws EnvironmentError when there is no notify configuration to send from
 */
export const wireSms = (wires: Wires): SmsSender<PinText> => {
  const sender = once(textsOf(wires, 'once'));
  // Best effort, while a caller waits for the answer.
  const feedback = once(textsOf(wires, 'lookup'));
  return {
    provider: wires.config.sms.provider,
    send: async (text) => (await sender()).send(text),
    feedback: async (...heard) => (await feedback()).feedback(...heard),
  };
};

const textsOf = (wires: Wires, kind: ClientKind): (() => Promise<SmsSender<PinText>>) => {
  const { sms } = wires.config;
  const at = { ...clientSettings(wires, kind), ...atProvider(wires) };
  if (sms.provider === 'pinpoint')
    return async () => (await import('./messaging-pinpoint.ts')).texts(at, wires.log, sms);
  if (sms.provider === 'end-user-messaging')
    return async () => (await import('./messaging-end-user.ts')).texts(at, wires.log, sms, loggedOnce(wires));
  const settings = { ...sms, configurationId: notifyConfiguration(wires, sms) };
  return async () =>
    (await import('./messaging-notify.ts')).texts(at, wires.log, settings, loggedOnce(wires));
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
  const at = { ...clientSettings(wires, 'lookup'), ...atProvider(wires) };
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
