import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorName } from '../adapters/error-name.ts';
import { PortInUse } from '../local/http/server.ts';
import { lineAt } from './line-at.ts';

const HOST = '127.0.0.1';
/**
 * Checks that the port can be used, before anything is created for a line on it.
 * @throws PortInUse naming the line that has it, or the port, and what to do
 */
export const requireFreePort = async (port: number): Promise<void> => {
  const probe = createServer();
  try {
    await once(probe.listen(port, HOST), 'listening');
    probe.close();
    await once(probe, 'close');
  } catch (error) {
    const url = `http://${HOST}:${port}`;
    const line = await lineAt(url);
    const other = `PORT=${port === 65_535 ? 4600 : port + 1} npm start`;
    throw new PortInUse(
      line === null
        ? `port ${port} cannot be used (${errorName(error)}); choose another: ${other}`
        : `another line runs at ${url}: process ${line.pid}. Stop it (kill ${line.pid}), or start this one on another port: ${other}`,
    );
  }
};
