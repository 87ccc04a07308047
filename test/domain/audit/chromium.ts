import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { skipped } from '../../kit/skipped.ts';

/** The command that starts Chromium here, or null after one line that its tests are skipped. */
export const chromium = (): string | null =>
  ['chromium', 'google-chrome'].find((name) => spawnSync(name, ['--version']).status === 0) ??
  skipped('the verifier in Chromium (none here)', 'install chromium and run npm test');

/** The page's document when it is idle. @param browser the result of `chromium` */
export const domOf = async (browser: string, page: string): Promise<string> => {
  // The sandbox does not start under root, and the page is ours. With virtual time, Chromium ends when no work is left.
  const args = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--virtual-time-budget=60000',
    '--dump-dom',
    page,
  ];
  const { stdout } = await promisify(execFile)(browser, args, { timeout: 60_000 });
  return stdout;
};
