import type { Signed } from './checkpoints.ts';
import { type Finding, MAX_FINDINGS } from './finding.ts';
import type { Exposed } from './leaves-and-events.ts';
import { permissions, type Unsettled } from './permissions.ts';
import type { Transit } from './transit.ts';

export type Report = {
  /**
   * `undecided`: every byte is as it was signed, but some event could not have been decided. `unknown`: no finding, but no
   * trusted checkpoint covers any event either, or a state is of a newer version.
   */
  verdict: 'intact' | 'tampered' | 'undecided' | 'unknown';
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
  /** Events that could not have been decided after those before them, and their number. */
  undecided: { count: number; events: readonly Finding[] };
  unchecked: Unchecked;
};

/** What was not checked. It accuses nobody. */
export type Unchecked = {
  /** Events after a gap or a fault of their stream, and events that rely on a stream that is not there. */
  events: number;
  /** Stored states of an older version: no rule reads them. */
  oldStates: number;
  /** Stored states of a newer version, which that version would trust. */
  newStates: number;
};

/** The report of one share, and what only all shares together can settle. */
export type Part = { report: Report; unsettled: Unsettled };

type Counted = Pick<Report, 'found' | 'covered'> & { undecided: number; newStates: number };

export const verdictOf = ({ found, covered, undecided, newStates }: Counted): Report['verdict'] => {
  if (found > 0) return 'tampered';
  if (undecided > 0) return 'undecided';
  return covered > 0 && newStates === 0 ? 'intact' : 'unknown';
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

/** Merges the parts of a log's shares. `all`: what their auditors handed over before. */
export const merged = (parts: readonly [Part, ...Part[]], all = permissions()): Report => {
  const reports = parts.map(({ report }) => report);
  const sum = (of: (report: Report) => number) => reports.reduce((total, each) => total + of(each), 0);
  for (const { unsettled } of parts) all.merge(unsettled);
  const across = all.end();
  const found = sum((report) => report.found);
  const undecided = sum((report) => report.undecided.count) + across.findings.length;
  const unchecked = {
    events: sum((report) => report.unchecked.events) + across.unchecked,
    oldStates: sum((report) => report.unchecked.oldStates),
    newStates: sum((report) => report.unchecked.newStates),
  };
  const { report } = parts[0];
  const events = [...reports.flatMap((each) => each.undecided.events), ...across.findings];
  return {
    ...report,
    verdict: verdictOf({ found, covered: report.covered, undecided, newStates: unchecked.newStates }),
    events: sum(({ events }) => events),
    streams: sum(({ streams }) => streams),
    exposed: reports.map(({ exposed }) => exposed).reduce(withExposed),
    findings: reports.flatMap(({ findings }) => findings).slice(0, MAX_FINDINGS),
    found,
    undecided: { count: undecided, events: events.slice(0, MAX_FINDINGS) },
    unchecked,
  };
};
