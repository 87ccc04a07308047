import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import type { Figure } from './figure.ts';

/** When, with what and on which machine a run was made, and its seed. */
export type Circumstances = { date: string; commit: string; node: string; machine: string; seed: number };

/** The figures of one run and its circumstances. */
export type Report = Circumstances & { figures: Figure[] };

const commit = () => {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty', '--exclude', '*'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
};

export const circumstances = (seed: number): Circumstances => ({
  date: new Date().toISOString().slice(0, 10),
  commit: commit(),
  node: process.versions.node,
  machine: `${cpus().length} cores`,
  seed,
});

export const reportOf = (figures: Figure[], seed: number): Report => ({ ...circumstances(seed), figures });
