import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Check, Outcome, Settings } from './check.ts';

/** What a process of its own printed with `--json`. */
const printed = z.object({
  outcomes: z.tuple([
    z.object({
      name: z.string(),
      shows: z.string(),
      bar: z.string(),
      size: z.string(),
      result: z.string(),
      held: z.boolean(),
      notes: z.array(z.string()),
      seconds: z.number(),
    }),
  ]),
});

/** Every study in a process of its own, two at a time where there are the cores; those that measure time run alone, at the end. */
export const runAll = async (
  studies: readonly Check[],
  settings: Settings,
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> => {
  const outcomes = new Map<string, Outcome>();
  const one = async (study: Check) => {
    const outcome = await inOwnProcess(study, settings);
    tell(outcome);
    outcomes.set(study.name, outcome);
  };
  const waiting = studies.filter(({ alone }) => !alone);
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await one(next);
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  for (const study of studies.filter(({ alone }) => alone)) await one(study);
  return studies.flatMap(({ name }) => outcomes.get(name) ?? []);
};

/** This very program (the bundle this module is in), told to run one study. */
const inOwnProcess = (study: Check, { seed, quick }: Settings): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const args = ['--json', '--only', study.name, '--seed', String(seed), ...(quick ? ['--quick'] : [])];
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
      else reject(new Error(`the study ${study.name} came to no end (exit status ${status})`));
    });
  });
