import type { Signed } from './checkpoints.ts';
import { type Finding, KEPT } from './finding.ts';
import type { Exposed } from './leaves-and-events.ts';

export type Report = {
  /** `unknown`: nothing contradicts, but no trusted checkpoint vouches for anything either. */
  verdict: 'intact' | 'tampered' | 'unknown';
  events: number;
  streams: number;
  leaves: number;
  /** Items of other things among the lines; they prove and disprove nothing. */
  ignored: number;
  /** The leaves a checkpoint vouches for. */
  covered: number;
  root: string;
  checkpoint: Pick<Signed, 'size' | 'note'> | null;
  /** Events no checkpoint covers yet: they are chained, and whoever can write to the table could still change them. */
  exposed: { count: number; first: Exposed | null; last: Exposed | null };
  findings: readonly Finding[];
  found: number;
};

export const verdictOf = (found: number, covered: number): Report['verdict'] => {
  if (found > 0) return 'tampered';
  return covered > 0 ? 'intact' : 'unknown';
};

export const NOTHING_EXPOSED: Report['exposed'] = { count: 0, first: null, last: null };
export const one = (event: Exposed): Report['exposed'] => ({ count: 1, first: event, last: event });

/** Both together: how many, the earliest and the latest. */
export const withExposed = (a: Report['exposed'], b: Report['exposed']): Report['exposed'] => {
  const ends = [a.first, b.first, a.last, b.last]
    .filter((end) => end !== null)
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  return { count: a.count + b.count, first: ends[0] ?? null, last: ends.at(-1) ?? null };
};

/** The report on a log whose shares were audited by one auditor each. */
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
    findings: reports.flatMap(({ findings }) => findings).slice(0, KEPT),
    found,
  };
};
