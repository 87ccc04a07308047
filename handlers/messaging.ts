import type { NumberLookup, SmsSender } from '../domain/ports.ts';
import { once } from '../domain/zod.ts';
import { pinpointProject } from './pinpoint-project.ts';
import type { Wires } from './wires.ts';

/**
 * The configured provider's texts; its client alone is loaded, and for the first: a stranger, a refusal or an authenticator
 * needs none.
 * @throws EnvironmentError when there is no Pinpoint project to send from
 */
export const wireSms = (wires: Wires): SmsSender => {
  const { sms } = wires.config;
  if (sms.provider === 'pinpoint') pinpointProject(wires, sms);
  const made = once(async () =>
    sms.provider === 'pinpoint'
      ? (await import('./messaging-pinpoint.ts')).texts(wires, sms)
      : (await import('./messaging-end-user.ts')).texts(wires, sms),
  );
  return {
    provider: sms.provider,
    send: async (text) => (await made()).send(text),
    feedback: async (...heard) => (await made()).feedback(...heard),
  };
};

/** The configured provider's look-ups of numbers, the client made for the first likewise. */
export const wireLookup = (wires: Wires): NumberLookup => {
  const { sms } = wires.config;
  const made = once(async () =>
    sms.provider === 'pinpoint'
      ? (await import('./messaging-pinpoint.ts')).lookups(wires, sms)
      : (await import('./messaging-end-user.ts')).lookups(wires, sms),
  );
  return { lookup: async (number) => (await made()).lookup(number) };
};
