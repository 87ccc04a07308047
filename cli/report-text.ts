import { join } from 'node:path';
import type { Report, Transit } from '../domain/ledger/index.ts';
import { counted } from './output.ts';
import { uncheckedLines, undecidedLines, verdictText } from './undecided-text.ts';

const listed = (names: readonly string[]): string => {
  const more = names.length > 5 ? [`… and ${names.length - 5} more`] : [];
  return [...names.slice(0, 5).map((name) => JSON.stringify(name)), ...more].join(', ');
};

/** What transit changed, and that the contents were verified all the same. */
const transitLines = ({ byteOrderMarks, crlf, blank, checkpoints }: Transit): string[] => {
  const changes = [
    ...(byteOrderMarks > 0 ? [counted(byteOrderMarks, 'byte order mark')] : []),
    ...(crlf > 0 ? [counted(crlf, 'CRLF line end')] : []),
    ...(blank > 0 ? [counted(blank, 'blank line')] : []),
    ...(checkpoints.length > 0
      ? [`line ends of ${counted(checkpoints.length, 'checkpoint')}: ${listed(checkpoints)}`]
      : []),
  ];
  return changes.length === 0
    ? []
    : [
        `Changed in transit: ${changes.join('; ')}. The contents were verified all the same; copy files as binary to avoid this.`,
      ];
};

/** The files of the folder that are no checkpoints, and what to do when nothing else is there. */
const foreignLines = (folder: string, foreign: readonly string[], report: Report): string[] => {
  if (foreign.length === 0) return [];
  const passed = `Not checkpoints, and passed over: ${listed(foreign)} in ${folder}.`;
  return report.checkpoint === null
    ? [
        `${passed} If the checkpoints are in a subfolder, name it: --checkpoints ${join(folder, '<subfolder>')}`,
      ]
    : [passed];
};

/** The report of an offline verification as text; `foreign` are the names in the checkpoint folder that are no checkpoints. */
export const reportText = (report: Report, folder: string, foreign: readonly string[]): string => {
  const { events, streams, leaves, covered, findings, found, exposed, root, transit } = report;
  const more = found > findings.length ? [`… and ${found - findings.length} more`] : [];
  return [
    ...findings.map(({ place, fault }) => `TAMPERED ${place}: ${fault}`),
    ...more,
    ...undecidedLines(report),
    ...uncheckedLines(report),
    ...transitLines(transit),
    ...foreignLines(folder, foreign, report),
    `${counted(events, 'event')} in ${counted(streams, 'stream')}, ${counted(leaves, 'leaf', 'leaves')}, root ${root}`,
    `${counted(covered, 'leaf is', 'leaves are')} covered by signed checkpoints`,
    exposed.count === 0
      ? 'No event is exposed.'
      : `EXPOSED: ${counted(exposed.count, 'event')} after the last checkpoint, from ${exposed.first?.at} on: chained, but not yet covered by a signed checkpoint`,
    verdictText(report),
  ].join('\n');
};
