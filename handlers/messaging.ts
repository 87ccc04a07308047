import type { ClientKind } from '../adapters/aws-clients.ts';
import type { NumberLookup, PinText, SmsSender } from '../domain/emergency/index.ts';
import { once } from '../domain/zod.ts';
import { notifyConfiguration } from './notify-configuration.ts';
import { type AppContext, clientSettings, endpointOf } from './wires.ts';

/**
 * The configured provider's texts; its client alone is loaded, and for the first: a stranger, a refusal or an authenticator
 * needs none. Settings are passed in so that the provider's module stays a chunk of its own.
 * @throws EnvironmentError when there is no notify configuration to send from
 */
export const createSmsSender = (ctx: AppContext): SmsSender<PinText> => {
  const sender = once(textsOf(ctx, 'once'));
  // Best effort, while a caller waits for the answer.
  const feedback = once(textsOf(ctx, 'lookup'));
  return {
    provider: ctx.config.sms.provider,
    send: async (text) => (await sender()).send(text),
    feedback: async (...heard) => (await feedback()).feedback(...heard),
  };
};

const textsOf = (ctx: AppContext, kind: ClientKind): (() => Promise<SmsSender<PinText>>) => {
  const { sms } = ctx.config;
  const at = { ...clientSettings(ctx, kind), ...atProvider(ctx) };
  if (sms.provider === 'pinpoint')
    return async () => (await import('./messaging-pinpoint.ts')).texts(at, ctx.log, sms);
  if (sms.provider === 'end-user-messaging')
    return async () => (await import('./messaging-end-user.ts')).texts(at, ctx.log, sms, loggedOnce(ctx));
  const settings = { ...sms, configurationId: notifyConfiguration(ctx, sms) };
  return async () => (await import('./messaging-notify.ts')).texts(at, ctx.log, settings, loggedOnce(ctx));
};

/** A refusal is a lasting fault of settings: the first of a process is logged, the same again would only fill the log. */
const loggedOnce = ({ log }: AppContext) => {
  let isLogged = false;
  return (error: unknown): void => {
    if (!isLogged) log('warn', 'delivery feedback failed; further failures are not logged', { error });
    isLogged = true;
  };
};

/** The configured provider's look-ups of numbers, the client made for the first likewise. */
export const createNumberLookup = (ctx: AppContext): NumberLookup => {
  const at = { ...clientSettings(ctx, 'lookup'), ...atProvider(ctx) };
  const made = once(async () =>
    ctx.config.sms.provider === 'pinpoint'
      ? (await import('./messaging-pinpoint.ts')).lookups(at, ctx.log)
      : (await import('./messaging-end-user.ts')).lookups(at, ctx.log),
  );
  return { lookup: async (number) => (await made()).lookup(number) };
};

const atProvider = ({ environment, config: { sms } }: AppContext) => {
  const { AWS_ENDPOINT_URL_PINPOINT, AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2 } = environment;
  const endpoint =
    sms.provider === 'pinpoint' ? AWS_ENDPOINT_URL_PINPOINT : AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2;
  return endpointOf(environment, endpoint, sms.region);
};
