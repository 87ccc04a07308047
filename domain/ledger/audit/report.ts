import type { Signed } from './checkpoints.ts';
import { type Finding, MAX_FINDINGS } from './finding.ts';
import type { Exposed } from './leaves-and-events.ts';
import type { Transit } from './transit.ts';

export type Report = {
  /** `unknown`: no finding, but no trusted checkpoint covers any event either. */
  verdict: 'intact' | 'tampered' | 'unknown';
  events: number;
  streams: number;
  leaves: number;
  /** Lines that are neither events nor leaves. */
  ignored: number;
  /** Changes around the contents; no findings. */
  transit: Transit;
  /** Leaves covered by a checkpoint. */
  covered: number;
  root: string;
  checkpoint: Pick<Signed, 'size' | 'note'> | null;
  /** Events no checkpoint covers yet: chained, but anybody who can write to the table could still change them. */
  exposed: { count: number; first: Exposed | null; last: Exposed | null };
  findings: readonly Finding[];
  /** All findings, those beyond the listed ones included. */
  found: number;
};

export const verdictOf = (found: number, covered: number): Report['verdict'] => {
  if (found > 0) return 'tampered';
  return covered > 0 ? 'intact' : 'unknown';
};

export const NOTHING_EXPOSED: Report['exposed'] = { count: 0, first: null, last: null };
export const one = (event: Exposed): Report['exposed'] => ({ count: 1, first: event, last: event });

/** Merges two ranges of exposed events. */
export const withExposed = (a: Report['exposed'], b: Report['exposed']): Report['exposed'] => {
  const ends = [a.first, b.first, a.last, b.last]
    .filter((end) => end !== null)
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  return { count: a.count + b.count, first: ends[0] ?? null, last: ends.at(-1) ?? null };
};

/** Merges the reports of a log's shares. */
export const merged = (reports: readonly [Report, ...Report[]]): Report => {
  const sum = (of: (report: Report) => number) => reports.reduce((total, each) => total + of(each), 0);
  const found = sum((report) => report.found);
  const [first] = reports;
  return {
    ...first,
    verdict: verdictOf(found, first.covered),
    events: sum(({ events }) => events),
    streams: sum(({ streams }) => streams),
    exposed: reports.map(({ exposed }) => exposed).reduce(withExposed),
    findings: reports.flatMap(({ findings }) => findings).slice(0, MAX_FINDINGS),
    found,
  };
};
