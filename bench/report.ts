import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import type { Figure } from './figure.ts';

/** One run: its figures, and what they were measured on. */
export type Report = {
  date: string;
  commit: string;
  node: string;
  machine: string;
  seed: number;
  figures: Figure[];
};

const commit = () => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'unknown';
  }
};

export const reportOf = (figures: Figure[], seed: number): Report => ({
  date: new Date().toISOString().slice(0, 10),
  commit: commit(),
  node: process.versions.node,
  machine: `${cpus().length} cores`,
  seed,
  figures,
});
