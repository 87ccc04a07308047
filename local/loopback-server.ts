import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { foreignRequest } from './own-origin.ts';

export type LoopbackServer = { endpoint: string; close(): Promise<void> };

/** Refuses requests of web pages, and answers the others. */
const refuseForeign =
  (handle: (request: IncomingMessage, response: ServerResponse) => void) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const foreign = foreignRequest(request.headers, request.socket.localPort ?? 0);
    if (foreign)
      response
        .writeHead(403, { 'content-type': 'application/json' })
        .end(JSON.stringify({ __type: 'AccessDeniedException', message: foreign.message }));
    else handle(request, response);
  };

/**
 * Serves HTTP on a loopback port (0: a free one), to programs on this machine only. `close` stops accepting connections, waits for `beforeClose`, and
 * closes those that are open.
 * @throws the system's error when the port cannot be used
 */
export const listen = async (
  port: number,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  beforeClose: () => Promise<unknown> = async () => {},
): Promise<LoopbackServer> => {
  const server = createServer(refuseForeign(handle));
  server.keepAliveTimeout = 0; // unlimited: a client about to send on an idle connection would see it reset
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      await beforeClose();
      server.closeAllConnections();
      await closed;
    },
  };
};
