import type { NumberLookup, SmsSender } from '../domain/ports.ts';
import { once } from '../domain/zod.ts';
import type { Wires } from './wires.ts';

/** The configured provider's texts; only that provider's client is loaded. */
export const wireSms = async (wires: Wires): Promise<SmsSender> => {
  const { sms } = wires.config;
  return sms.provider === 'pinpoint'
    ? (await import('./messaging-pinpoint.ts')).texts(wires, sms)
    : (await import('./messaging-end-user.ts')).texts(wires, sms);
};

/** The configured provider's look-ups of numbers, its client made for the first: of who has an authenticator nothing is looked up. */
export const wireLookup = (wires: Wires): NumberLookup => {
  const { sms } = wires.config;
  const made = once(async () =>
    sms.provider === 'pinpoint'
      ? (await import('./messaging-pinpoint.ts')).lookups(wires, sms)
      : (await import('./messaging-end-user.ts')).lookups(wires, sms),
  );
  return { lookup: async (number) => (await made()).lookup(number) };
};
