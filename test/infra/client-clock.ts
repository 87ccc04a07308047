import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ClientKind, ClientSettings } from '../../adapters/aws-clients.ts';

/** Settings whose numbers can be added up. */
export type Bounds = { maxAttempts: number; requestHandler: { requestTimeout: number } };

/** The longest pause of the SDK between two attempts that time out (`DEFAULT_RETRY_DELAY_BASE` of @smithy/core). */
const RETRY_PAUSE = 100;

/** How long a call of a client takes at most: every attempt but the last in vain, each to its very end. */
export const longest = ({ maxAttempts, requestHandler }: Bounds): number =>
  maxAttempts * requestHandler.requestTimeout + (maxAttempts - 1) * RETRY_PAUSE;

type Handler = { handle(request: never, options?: never): Promise<unknown> };

/**
 * A clock that AWS calls alone move, each by the longest it may take; calls made beside each other begin at one time. The
 * clients it is given to talk to whoever is there, and wait as long as that takes.
 */
export const clientClock = (bounds: () => Record<ClientKind, Bounds>) => {
  let now = 0;
  const real = new DynamoDBClient({ region: 'local' }).config.requestHandler as unknown as Handler;
  const timed = (kind: ClientKind): ClientSettings => {
    const handle: Handler['handle'] = async (...request) => {
      const end = now + longest(bounds()[kind]);
      try {
        return await real.handle(...request);
      } finally {
        now = Math.max(now, end);
      }
    };
    const requestHandler = { handle, updateHttpClientConfig: () => {}, httpHandlerConfigs: () => ({}) };
    return { maxAttempts: 1, requestHandler: requestHandler as ClientSettings['requestHandler'] };
  };
  return {
    clients: { repeatable: timed('repeatable'), once: timed('once'), lookup: timed('lookup') },
    /** Milliseconds that `act` takes at most. */
    async measure(act: () => Promise<unknown>): Promise<number> {
      const start = now;
      await act();
      return now - start;
    },
  };
};
