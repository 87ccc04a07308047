import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort, listening } from '../../kit/free-ports.ts';

/** The account that moto plays, and that every Connect instance of the tests is in. */
export const ACCOUNT = '111122223333';

export type Moto = { endpoint: string; stop(): Promise<void> };

/** moto's server on a free port, by the first python3 on the PATH. @throws Error with its last words when it cannot start */
export const startMoto = async (): Promise<Moto> => {
  const port = await freePort();
  const python = spawn('python3', [join(import.meta.dirname, 'start.py'), '-p', String(port)], {
    env: { ...process.env, MOTO_ACCOUNT_ID: ACCOUNT },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  python.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const ended = once(python, 'close').then(() => {
    throw new Error(`moto did not start (.ci/run installs it from .ci/requirements.txt): ${said}`);
  });
  ended.catch(() => {});
  await Promise.race([listening(port, 'moto'), ended]);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      python.kill();
      await ended.catch(() => {});
    },
  };
};
