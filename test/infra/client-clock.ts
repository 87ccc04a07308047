import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ClientKind, ClientSettings } from '../../adapters/aws-clients.ts';

/** The settings that bound a call's duration. */
export type Bounds = { maxAttempts: number; requestHandler: { requestTimeout: number } };

/** The longest pause of the SDK between two attempts that time out (`DEFAULT_RETRY_DELAY_BASE` of @smithy/core). */
const RETRY_PAUSE = 100;

/** The longest duration of a client's call: every attempt runs into its timeout. */
export const longest = ({ maxAttempts, requestHandler }: Bounds): number =>
  maxAttempts * requestHandler.requestTimeout + (maxAttempts - 1) * RETRY_PAUSE;

type Handler = { handle(request: never, options?: never): Promise<unknown> };

/**
 * A clock that only AWS calls advance, each by its longest duration; parallel calls start at the same time. The clients call
 * the real endpoint and wait for its answer.
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
    now: () => now,
    clients: { repeatable: timed('repeatable'), once: timed('once'), lookup: timed('lookup') },
    /** The longest duration of `act`, in milliseconds. */
    async measure(act: () => Promise<unknown>): Promise<number> {
      const start = now;
      await act();
      return now - start;
    },
  };
};
