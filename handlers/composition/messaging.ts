import type { ClientKind } from '../../adapters/aws-clients.ts';
import type { NumberLookup, PinText, SmsSender } from '../../domain/emergency/index.ts';
import { once } from '../../domain/zod.ts';
import { type Environment, EnvironmentError } from '../environment.ts';
import { type AppContext, clientSettings, endpointOf, type Sms } from './context.ts';

/**
 * Sends texts through the configured provider. Its client is loaded at the first text: an unknown caller, a refusal or an
 * authenticator needs none. Settings are passed in so that the provider's module stays its own chunk.
 * @throws EnvironmentError when no notify configuration is named
 */
export const createSmsSender = (ctx: AppContext): SmsSender<PinText> => {
  const sender = once(loadSender(ctx, 'once'));
  // Best effort, with short timeouts: a caller is waiting.
  const feedback = once(loadSender(ctx, 'lookup'));
  return {
    provider: ctx.config.sms.provider,
    send: async (text) => (await sender()).send(text),
    feedback: async (...received) => (await feedback()).feedback(...received),
  };
};

const loadSender = (ctx: AppContext, kind: ClientKind): (() => Promise<SmsSender<PinText>>) => {
  const { sms } = ctx.config;
  const client = providerClient(ctx, kind);
  if (sms.provider === 'pinpoint')
    return async () => (await import('./sms-pinpoint.ts')).pinpointSender(client, ctx.log, sms);
  const refused = loggedOnce(ctx);
  if (sms.provider === 'end-user-messaging')
    return async () =>
      (await import('./sms-end-user-messaging.ts')).endUserMessaging(client, ctx.log).sender(sms, refused);
  const settings = { ...sms, configurationId: notifyConfiguration(ctx, sms) };
  return async () =>
    (await import('./sms-end-user-messaging.ts'))
      .endUserMessaging(client, ctx.log)
      .notifySender(settings, refused);
};

/** Logs only the first refusal: its cause is in the settings, so all later ones would repeat it. */
const loggedOnce = ({ log }: AppContext) => {
  let isLogged = false;
  return (error: unknown): void => {
    if (!isLogged) log('warn', 'delivery feedback failed; further failures are not logged', { error });
    isLogged = true;
  };
};

/** Looks numbers up with the configured provider; its client is loaded at the first look-up. */
export const createNumberLookup = (ctx: AppContext): NumberLookup => {
  const client = providerClient(ctx, 'lookup');
  const created = once(async () =>
    ctx.config.sms.provider === 'pinpoint'
      ? (await import('./sms-pinpoint.ts')).pinpointLookup(client, ctx.log)
      : (await import('./sms-end-user-messaging.ts')).endUserMessaging(client, ctx.log).lookup(),
  );
  return { lookup: async (number) => (await created()).lookup(number) };
};

const providerClient = (ctx: AppContext, kind: ClientKind) => {
  const { environment, config } = ctx;
  const { AWS_ENDPOINT_URL_PINPOINT, AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2 } = environment;
  const endpoint =
    config.sms.provider === 'pinpoint' ? AWS_ENDPOINT_URL_PINPOINT : AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2;
  return { ...clientSettings(ctx, kind), ...endpointOf(environment, endpoint, config.sms.region) };
};

/**
 * The notify configuration that sends PINs.
 * @throws EnvironmentError when neither the configuration nor the deployment names one
 */
export const notifyConfiguration = (
  { environment }: { environment: Environment },
  sms: Sms<'end-user-messaging-notify'>,
): string => {
  const id = sms.configurationId ?? environment.NOTIFY_CONFIGURATION;
  if (id === undefined)
    throw new EnvironmentError(
      'no notify configuration to send from: set sms.configurationId in the configuration, or NOTIFY_CONFIGURATION as the deployment does',
    );
  return id;
};
