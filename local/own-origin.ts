import type { IncomingHttpHeaders } from 'node:http';

/** The names by which a program on this machine reaches a loopback port. */
const OWN_NAMES = ['127.0.0.1', 'localhost'];

export type ForeignRequest = { code: 'foreign-host' | 'foreign-origin'; message: string };

/**
 * Finds out whether a request comes from a web page elsewhere, which the user's browser sends to loopback all the same: a
 * page whose name was rebound to 127.0.0.1 sends its own name as Host, every other page its Origin. Null when it does not.
 * @param port the loopback port that received the request
 */
export const foreignRequest = (
  { host, origin }: Pick<IncomingHttpHeaders, 'host' | 'origin'>,
  port: number,
): ForeignRequest | null => {
  // URL omits port 80 as clients do.
  const own = OWN_NAMES.map((name) => new URL(`http://${name}:${port}`).host);
  if (!own.includes(host?.toLowerCase() ?? ''))
    return {
      code: 'foreign-host',
      message: `this server answers only to requests with its own Host header: ${own.join(' or ')}`,
    };
  if (origin === undefined || origin === `http://${host}`) return null;
  return {
    code: 'foreign-origin',
    message: 'requests of web pages of another origin are refused; send the request without an Origin header',
  };
};
