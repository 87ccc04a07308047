import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Check, CheckResult, Settings } from './check.ts';

/** The `--json` output of a child process. */
const printed = z.object({
  outcomes: z.tuple([
    z.object({
      name: z.string(),
      shows: z.string(),
      bar: z.string(),
      size: z.string(),
      result: z.string(),
      passed: z.boolean(),
      notes: z.array(z.string()),
      seconds: z.number(),
    }),
  ]),
});

/** Runs every check in its own process, two at a time given two cores; checks that measure times run alone at the end. */
export const runAll = async (
  checks: readonly Check[],
  settings: Settings,
  report: (outcome: CheckResult) => void,
): Promise<CheckResult[]> => {
  const outcomes = new Map<string, CheckResult>();
  const one = async (check: Check) => {
    const outcome = await inOwnProcess(check, settings);
    report(outcome);
    outcomes.set(check.name, outcome);
  };
  const waiting = checks.filter(({ alone }) => !alone);
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await one(next);
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  for (const check of checks.filter(({ alone }) => alone)) await one(check);
  return checks.flatMap(({ name }) => outcomes.get(name) ?? []);
};

/** Starts this program (the bundle this module is in) again for one check. */
const inOwnProcess = (check: Check, { seed, quick }: Settings): Promise<CheckResult> =>
  new Promise((resolve, reject) => {
    const args = ['--json', '--only', check.name, '--seed', String(seed), ...(quick ? ['--quick'] : [])];
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more) => {
      text += more;
    });
    child.on('error', reject).on('close', (status) => {
      const [outcome] = text ? printed.parse(JSON.parse(text)).outcomes : [];
      if (outcome) resolve(outcome);
      else reject(new Error(`check ${check.name} ended without a result (exit status ${status})`));
    });
  });
