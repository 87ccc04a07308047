import { ExplainedError } from '../domain/ledger/index.ts';

type Response = { response: unknown };
type Next = (args: object) => Promise<Response>;
type Client = {
  middlewareStack: { add(wrap: (next: Next) => Next, options: { step: 'deserialize'; name: string }): void };
};

/** The service's time in its newest response (HTTP header `Date`), in milliseconds; null before the first. */
export type ServerTime = () => number | null;

/** Remembers the time of a client's responses. */
export const serverTimeOf = (client: object): ServerTime => {
  let newest: number | null = null;
  (client as Client).middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { headers: Record<string, string | undefined> };
      const at = Date.parse(headers.date ?? '');
      if (!Number.isNaN(at)) newest = at;
      return result;
    },
    { step: 'deserialize', name: 'serverTime' },
  );
  return () => newest;
};

/** The writer's clock is far ahead; nothing was written. */
export class ClockAhead extends ExplainedError {
  readonly code = 'ClockAhead';
}

/** The most that a writer may be ahead of DynamoDB, as for AWS's own signatures; every search of the log allows for twice as much. */
const MOST_AHEAD = 300_000;

/**
 * Refuses to write at a time far ahead of the service's: the event would be dated ahead, and every later one of its stream.
 * @param refresh makes a request, when the newest response may be old
 * @throws ClockAhead
 */
export const refuseAhead = async (
  at: number,
  serverTime: ServerTime,
  refresh: () => Promise<unknown>,
): Promise<void> => {
  const ahead = () => at - (serverTime() ?? at);
  if (ahead() <= MOST_AHEAD) return;
  await refresh();
  if (ahead() > MOST_AHEAD)
    throw new ClockAhead(
      `the clock of this computer is ${Math.round(ahead() / 1000)} seconds ahead of DynamoDB's, so nothing was written; set the clock and try again`,
    );
};
