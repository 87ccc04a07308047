import { BACKGROUND, type ClientKind, type ClientSettings } from '../../adapters/aws-clients.ts';
import type { Log } from '../../adapters/log.ts';
import type { Config } from '../../domain/config/config.ts';
import type { System } from '../../domain/ledger/index.ts';
import type { Environment } from '../environment.ts';

/** What all dependencies are created from: environment, configuration, clock and ids, and the log output. */
export type AppContext = {
  environment: Environment;
  config: Config;
  system: System;
  log: Log;
  /** Timeouts and retries of AWS clients; `BACKGROUND` when omitted. */
  clients?: Readonly<Record<ClientKind, ClientSettings>>;
};

/** The settings of one SMS provider. */
export type Sms<Provider> = Extract<Config['sms'], { provider: Provider }>;

export const clientSettings = ({ clients = BACKGROUND }: AppContext, kind: ClientKind): ClientSettings =>
  clients[kind];

/**
 * Settings of a local client that the SDK would otherwise take from AWS variables and profiles: a profile that does not exist,
 * FIPS or dual-stack endpoints, for example, would stop the local line.
 */
const CLOSED = {
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  useFipsEndpoint: false,
  useDualstackEndpoint: false,
  defaultsMode: 'legacy' as const,
  retryMode: 'standard',
  authSchemePreference: [] as string[],
  accountIdEndpointMode: 'disabled' as const,
  userAgentAppId: '',
};

/** A client's region and, on the local line, its endpoint. The SMS provider may be in another region. */
export const endpointOf = (
  environment: Environment,
  endpoint: string | undefined,
  region: string = environment.AWS_REGION,
) => ({
  region,
  ...(endpoint === undefined ? {} : { endpoint }),
  ...(environment.LOCAL_LINE === undefined ? {} : CLOSED),
});

/** Shares one client per context: each costs milliseconds of the cold start and opens its own sockets. */
export const oncePerContext = <Client>(
  create: (ctx: AppContext) => Client,
): ((ctx: AppContext) => Client) => {
  const created = new WeakMap<AppContext, Client>();
  return (ctx) => {
    const client = created.get(ctx) ?? create(ctx);
    created.set(ctx, client);
    return client;
  };
};
