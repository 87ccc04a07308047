import { type HttpBindings, serve } from '@hono/node-server';
import { ExplainedError } from '../../domain/ledger/index.ts';
import type { LocalLine } from '../line.ts';
import { foreignRequest } from '../own-origin.ts';
import { api } from './api.ts';
import { failure } from './errors.ts';

/** The port is taken or not permitted. */
export class PortInUse extends ExplainedError {
  readonly code = 'PortInUse';
}

/** Answers requests of programs on this machine, and refuses those of web pages elsewhere. */
const ownRequestsOnly = (line: LocalLine) => {
  const app = api(line);
  return (request: Request, env: unknown): Response | Promise<Response> => {
    const { headers, socket } = (env as HttpBindings).incoming;
    const foreign = foreignRequest(headers, socket.localPort ?? 0);
    return foreign
      ? Response.json(failure(foreign.code, foreign.message), { status: 403 })
      : app.fetch(request);
  };
};

/**
 * Serves the API on loopback.
 * @throws PortInUse naming the port and what to do
 */
export const serveApi = (line: LocalLine, port: number): Promise<{ url: string; close(): Promise<void> }> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: ownRequestsOnly(line), port, hostname: '127.0.0.1' }, (address) =>
      resolve({
        url: `http://127.0.0.1:${address.port}`,
        close: () => new Promise((closed) => void server.close(() => closed())),
      }),
    );
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new PortInUse(`port ${port} cannot be used (${error.code}); choose another: PORT=4601 npm start`)
          : error,
      ),
    );
  });
