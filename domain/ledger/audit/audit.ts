import { toBase64 } from '../bytes.ts';
import type { Sha256 } from '../chain.ts';
import type { Leaf } from '../proof/leaf-log.ts';
import { chains } from './chains.ts';
import { type Anchored, openCheckpoints, type Trust } from './checkpoints.ts';
import { type ExportLine, type Reader, readLine, streamIn } from './export-line.ts';
import { findings } from './finding.ts';
import { leavesAndEvents } from './leaves-and-events.ts';
import { permissions, type Unsettled } from './permissions.ts';
import { merged, NOTHING_EXPOSED, one, type Part, type Report, verdictOf, withExposed } from './report.ts';
import { isIn, type Share, WHOLE } from './share.ts';
import { lineCleaner } from './transit.ts';
import { tree } from './tree.ts';
import type { Entry } from './verify-stream.ts';

/**
 * Everything an auditor trusts: hash functions, signature verification, a schema parser (domain/ledger/parse.ts, or a compiled
 * one), the rules of the events, and the log's published keys.
 */
export type Trusted = Trust & Reader & { sha256: Sha256 };

/**
 * Audits an export line by line. Lines may come in any order; in the order of the log, memory grows with the streams and not
 * with the events, when `unsettled` is taken now and then. Several auditors may each take a share of the streams (share.ts). Uses no network, clock or Node API, so it
 * runs in a browser too.
 * @param files the anchored checkpoints
 */
export const audit = async (
  trusted: Trusted,
  files: readonly Anchored[],
  share: Share = WHOLE,
): Promise<{
  line(text: string): void;
  /** What only all shares together can settle, of the lines so far; `part` then has the rest. */
  unsettled(): Unsettled;
  part(): Part;
  end(): Report;
}> => {
  const { signed, faults, changedInTransit } = await openCheckpoints(trusted, files);
  const found = findings();
  /** Every share finds what concerns the whole log; only the first reports it. */
  const ofLog = share.index === 0 ? found : findings();
  for (const fault of faults) ofLog.add(fault);
  const origin = trusted.keys[0]?.name ?? '';
  let exposed = NOTHING_EXPOSED;
  const newest = signed.at(-1);
  const noteExposed = ({ index, stream, seq }: Leaf, at: string) => {
    if (index >= (newest?.size ?? 0)) exposed = withExposed(exposed, one({ stream, seq, at }));
  };
  const undecided = findings();
  const unchecked = { events: 0, oldStates: 0, newStates: 0 };
  const permitted = permissions();
  const streams = chains(
    { origin, sha256: trusted.sha256, rules: trusted.rules },
    { findings: found, undecided },
    { parse: trusted.parse, permissions: permitted, unchecked },
  );
  const log = tree(trusted.digest, signed, ofLog, share.index === 0);
  const both = leavesAndEvents(found, noteExposed);
  const count = { lines: 0, events: 0, ignored: 0 };
  const cleaner = lineCleaner(changedInTransit);
  const event = (entry: Entry): void => {
    if (!isIn(share, entry.item.pk)) return;
    count.events += 1;
    if (streams.add(entry)) both.event(entry.item);
  };
  const take = (read: ExportLine, hasStream: boolean): void => {
    switch (read.kind) {
      case 'event':
        event(read.event);
        return;
      case 'leaf':
        if (log.add(read.leaf) && isIn(share, read.leaf.stream)) both.leaf(read.leaf);
        return;
      case 'other':
        count.ignored += 1;
        return;
      case 'unreadable':
        (hasStream ? found : ofLog).add({
          place: `line ${count.lines}`,
          fault: 'cannot be parsed as an item of the log',
        });
    }
  };
  const auditor: Awaited<ReturnType<typeof audit>> = {
    line(raw) {
      count.lines += 1;
      const text = cleaner.content(raw);
      if (text === null) return;
      const stream = streamIn(text, trusted);
      if (stream === null || isIn(share, stream)) take(readLine(text, trusted, stream), stream !== null);
    },
    unsettled: permitted.unsettled,
    part() {
      streams.end();
      log.end();
      for (const event of both.end()) exposed = withExposed(exposed, one(event));
      const covered = log.covered();
      const { newStates } = unchecked;
      const counts = { found: found.count(), covered, undecided: undecided.count(), newStates };
      const report: Report = {
        verdict: verdictOf(counts),
        events: count.events,
        streams: streams.count(),
        leaves: log.size(),
        ignored: count.ignored,
        transit: cleaner.transit(),
        covered,
        root: toBase64(log.root()),
        checkpoint: newest ? { size: newest.size, note: newest.note } : null,
        exposed,
        findings: found.list(),
        found: found.count(),
        undecided: { count: undecided.count(), events: undecided.list() },
        unchecked,
      };
      return { report, unsettled: permitted.unsettled() };
    },
    end: () => merged([auditor.part()]),
  };
  return auditor;
};
