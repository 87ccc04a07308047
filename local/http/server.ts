import { serve } from '@hono/node-server';
import { ExplainedError } from '../../domain/ledger/index.ts';
import type { LocalLine } from '../line.ts';
import { api } from './api.ts';

/** The port is taken or not permitted. */
export class PortInUse extends ExplainedError {
  readonly code = 'PortInUse';
}

/**
 * Serves the API on loopback.
 * @throws PortInUse naming the port and what to do
 */
export const serveApi = (line: LocalLine, port: number): Promise<{ url: string; close(): Promise<void> }> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: api(line).fetch, port, hostname: '127.0.0.1' }, (address) =>
      resolve({
        url: `http://127.0.0.1:${address.port}`,
        close: () => new Promise((closed) => void server.close(() => closed())),
      }),
    );
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' || error.code === 'EACCES'
          ? new PortInUse(
              `port ${port} cannot be used (${error.code}); is the line already running? Choose another: PORT=4601 npm start`,
            )
          : error,
      ),
    );
  });
