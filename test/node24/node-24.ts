import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { skipped } from '../kit/skipped.ts';

const MINUTE = 60_000;

/** Where Node 24 is, the runtime the Lambdas ship to, from npm alone; null where npm cannot bring it. */
export const node24 = async (): Promise<string | null> => {
  try {
    const args = ['-y', '-p', 'node@24', 'node', '-p', 'process.execPath'];
    const { stdout } = await promisify(execFile)('npx', args, { timeout: 2 * MINUTE });
    return stdout.trim();
  } catch {
    return skipped('the demo on Node 24', 'run it where `npx -y -p node@24 node --version` works');
  }
};
