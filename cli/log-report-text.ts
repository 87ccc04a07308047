import type { LogReport } from '../use-cases/queries/verify-log.ts';
import { counted } from './output.ts';
import { uncheckedLines, undecidedLines, verdictText } from './undecided-text.ts';

const intact = (unread: readonly string[]): string =>
  unread.length > 0
    ? 'every chain is intact, and everything that was read agrees with it'
    : 'every chain is intact, and the tree, the checkpoints, the board, the directory and the keys agree with it';

/** The report of the live line's verification as text. */
export const logReportText = (report: LogReport): string => {
  const { ok, faults, events, streams, leaves, checkpoints, exposed, unread } = report;
  const counts = [
    `${counted(events, 'event')} in ${counted(streams, 'stream')}`,
    counted(leaves, 'leaf', 'leaves'),
    counted(checkpoints, 'checkpoint'),
  ].join(', ');
  return [
    ...faults.map(({ place, fault }) => `TAMPERED ${place}: ${fault}`),
    ...undecidedLines(report),
    ...uncheckedLines(report),
    ...unread.map((part) => `NOT READ: ${part}. They may be wrong or missing.`),
    ...(exposed.count > 0
      ? [
          `EXPOSED: ${counted(exposed.count, 'event')} not yet covered by a signed checkpoint, from ${exposed.first?.at} on`,
        ]
      : []),
    `${counts}: ${ok ? intact(unread) : verdictText(report)}`,
  ].join('\n');
};
