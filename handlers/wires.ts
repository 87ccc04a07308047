import { BACKGROUND, type ClientKind, type ClientSettings } from '../adapters/aws-clients.ts';
import type { Log } from '../adapters/log.ts';
import type { Config } from '../domain/config/config.ts';
import type { System } from '../domain/ledger/index.ts';
import type { Environment } from './environment.ts';

/**
 * All that a Lambda is made of: the deployment's names, time and ids, and where log lines go. `wire-*.ts` makes it of these,
 * a file for each kind of client: a bundle holds all that its files import.
 */
export type AppContext = {
  environment: Environment;
  config: Config;
  system: System;
  log: Log;
  /** How long AWS clients wait; `BACKGROUND` unless given. */
  clients?: Readonly<Record<ClientKind, ClientSettings>>;
};

export const clientSettings = ({ clients = BACKGROUND }: AppContext, kind: ClientKind): ClientSettings =>
  clients[kind];

/** What the configuration says of one provider of texts. */
export type Sms<Provider> = Extract<Config['sms'], { provider: Provider }>;

/** A client's region and, on the local line, its endpoint. Texts may leave from another region than the line's. */
export const endpointOf = (
  environment: Environment,
  endpoint: string | undefined,
  region: string = environment.AWS_REGION,
) => ({ region, ...(endpoint === undefined ? {} : { endpoint }) });

/** One client of a service for all that a Lambda does with it: each takes milliseconds of the cold start, and sockets of its own. */
export const oncePerContext = <Client>(make: (ctx: AppContext) => Client): ((ctx: AppContext) => Client) => {
  const made = new WeakMap<AppContext, Client>();
  return (ctx) => {
    const client = made.get(ctx) ?? make(ctx);
    made.set(ctx, client);
    return client;
  };
};
