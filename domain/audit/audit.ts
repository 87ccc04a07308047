import { toBase64 } from '../bytes.ts';
import type { Sha256 } from '../chain.ts';
import type { Leaf } from '../leaf-log.ts';
import type { Parse } from '../parse.ts';
import { chains } from './chains.ts';
import { type Anchored, openCheckpoints, type Signed, type Trust } from './checkpoints.ts';
import { readLine } from './export-line.ts';
import { type Finding, findings } from './finding.ts';
import { type Exposed, leavesAndEvents } from './leaves-and-events.ts';
import { tree } from './tree.ts';

/**
 * What an auditor trusts: hash functions, the check of signatures, a way to check values against schemas (domain/parse.ts,
 * or compiled), and the log's published keys. Nothing else.
 */
export type Trusted = Trust & { sha256: Sha256; parse: Parse };

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

const later = (a: Exposed | null, b: Exposed) => (a === null || a.at < b.at ? b : a);
const earlier = (a: Exposed | null, b: Exposed) => (a === null || b.at < a.at ? b : a);

/**
 * Audits an export line by line, in any order of lines; in the order of the log it needs memory for the streams and not
 * for the events. No network, no clock, nothing of this machine: it runs in a browser as it runs here.
 */
export const audit = async (
  trusted: Trusted,
  files: readonly Anchored[],
): Promise<{ line(text: string): void; end(): Report }> => {
  const { signed, faults } = await openCheckpoints(trusted, files);
  const found = findings();
  for (const fault of faults) found.add(fault);
  const origin = trusted.keys[0]?.name ?? '';
  const exposed: Report['exposed'] = { count: 0, first: null, last: null };
  const expose = (event: Exposed): void => {
    exposed.count += 1;
    exposed.first = earlier(exposed.first, event);
    exposed.last = later(exposed.last, event);
  };
  const newest = signed.at(-1);
  const met = ({ index, stream, seq }: Leaf, at: string) => {
    if (index >= (newest?.size ?? 0)) expose({ stream, seq, at });
  };
  const streams = chains({ origin, sha256: trusted.sha256 }, found, trusted.parse);
  const log = tree(trusted.digest, signed, found);
  const both = leavesAndEvents(found, met);
  const count = { lines: 0, events: 0, ignored: 0 };
  const line = (text: string): void => {
    count.lines += 1;
    const read = readLine(text, trusted.parse);
    switch (read.kind) {
      case 'event':
        count.events += 1;
        if (streams.add(read.event)) both.event(read.event);
        return;
      case 'leaf':
        if (log.add(read.leaf)) both.leaf(read.leaf);
        return;
      case 'other':
        count.ignored += 1;
        return;
      case 'unreadable':
        found.add({ place: `line ${count.lines}`, fault: 'cannot be read as an item of the log' });
    }
  };
  return {
    line,
    end() {
      streams.end();
      log.end();
      for (const event of both.end()) expose(event);
      const vouched = found.count() > 0 ? 'tampered' : 'intact';
      return {
        verdict: found.count() === 0 && log.covered() === 0 ? 'unknown' : vouched,
        events: count.events,
        streams: streams.count(),
        leaves: log.size(),
        ignored: count.ignored,
        covered: log.covered(),
        root: toBase64(log.root()),
        checkpoint: newest ? { size: newest.size, note: newest.note } : null,
        exposed,
        findings: found.kept(),
        found: found.count(),
      };
    },
  };
};
