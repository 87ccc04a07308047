import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../test/kit/free-ports.ts';
import type { Figure } from '../figure.ts';
import { median, rounded } from '../statistics.ts';

const SECONDS = 3;
const MEGABYTES = 250;
const STARTS = 5;

/** Runs `npm start` on an empty folder five times: the time until the API answers, and the memory of all its processes then. */
export const startFigure = async (): Promise<Figure> => {
  const starts = [];
  for (let start = 0; start < STARTS; start += 1) starts.push(await measureStart());
  const seconds = median(starts.map((start) => start.seconds));
  const megabytes = median(starts.map((start) => start.megabytes));
  return {
    name: 'npm start',
    target: `answers in ≤ ${SECONDS} s; resident ≤ ${MEGABYTES} MB`,
    measured: `${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB`,
    passed: seconds <= SECONDS && megabytes <= MEGABYTES,
    details: { starts },
  };
};

const measureStart = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), EMERGENCY_LINE_DATA: folder };
  const start = performance.now();
  const npm = spawn('npm', ['start'], { env, stdio: 'ignore', detached: true });
  const ended = once(npm, 'exit');
  try {
    while (!(await answers(port))) {
      if (npm.exitCode !== null) throw new Error(`npm start ended with ${npm.exitCode} before it answered`);
      await wait(10);
    }
    const seconds = rounded((performance.now() - start) / 1000);
    return { seconds, megabytes: rounded(residentMegabytes(npm.pid ?? 0)) };
  } finally {
    // The process group is npm, its shell and the line.
    if (npm.pid) process.kill(-npm.pid, 'SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, maxRetries: 5, retryDelay: 200 });
  }
};

const answers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/api/board`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Sums the resident memory of a process and its descendants; shared pages count once per process. */
const residentMegabytes = (root: number): number => {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const residentOf = (id: number): number =>
    rows.reduce(
      (sum, [pid = 0, parent, kilobytes = 0]) =>
        sum + (pid === id ? kilobytes : parent === id ? residentOf(pid) : 0),
      0,
    );
  return residentOf(root) / 1024;
};
