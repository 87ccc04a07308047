import { once } from 'node:events';
import { createServer } from 'node:net';
import { z } from 'zod';
import { errorName } from '../adapters/error-name.ts';
import { PortInUse } from '../local/http/server.ts';

const HOST = '127.0.0.1';
/** Milliseconds in which a running line responds. */
const RESPONSE_TIMEOUT = 2000;
const line = z.object({ id: z.string(), pid: z.number() });

/** The process of the line that answers at an address; null when it is none. */
const lineAt = async (url: string): Promise<number | null> => {
  try {
    const reply = await fetch(`${url}/api/line`, { signal: AbortSignal.timeout(RESPONSE_TIMEOUT) });
    return line.parse(await reply.json()).pid;
  } catch {
    return null;
  }
};

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
    const pid = await lineAt(url);
    const other = `PORT=${port === 65_535 ? 4600 : port + 1} npm start`;
    throw new PortInUse(
      pid === null
        ? `port ${port} cannot be used (${errorName(error)}); choose another: ${other}`
        : `another line runs at ${url}: process ${pid}. Stop it (kill ${pid}), or start this one on another port: ${other}`,
    );
  }
};
