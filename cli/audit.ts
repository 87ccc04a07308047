import type { Command } from 'commander';
import type { BoardRow } from '../domain/emergency/index.ts';
import { createQueries, createStores } from '../handlers/composition/projector.ts';
import { createVerifyLogPorts } from '../handlers/composition/verifier.ts';
import { rebuild } from '../projections/rebuild.ts';
import { type Behind, sumBehind } from '../use-cases/queries/behind.ts';
import { displayedBoard } from '../use-cases/queries/board.ts';
import { verifyLog } from '../use-cases/queries/verify-log.ts';
import { anchors } from './anchors.ts';
import { printAsOf } from './as-of.ts';
import { behindLines } from './behind.ts';
import { onLine } from './connection.ts';
import { exportCommand } from './export.ts';
import { publishedKey } from './export-log.ts';
import { logReportText } from './log-report-text.ts';
import { counted, print, table } from './output.ts';
import { publishCommand } from './publish.ts';
import { EXIT } from './undecided-text.ts';
import { type VerifyOptions, verifyExport } from './verify-export.ts';

type Json = { json?: boolean };

const boardText = (rows: BoardRow[], { events }: Behind): string =>
  rows.length === 0
    ? events === 0
      ? 'No emergency has ever been set at any location.'
      : 'The board is empty.'
    : table([
        ['LOCATION', 'EMERGENCY', 'TYPE', 'CHANGED', 'BY'],
        ...rows.map((row) => [
          row.location,
          row.emergency ? 'yes' : 'no',
          row.emergencyType,
          row.updatedAt,
          row.updatedBy,
        ]),
      ]);

const board = ({ json }: Json) =>
  onLine(async ({ ctx }) => {
    const queries = createQueries(ctx);
    const rows = await displayedBoard(queries);
    const behind = sumBehind(await queries.boardBehind(), await queries.directoryBehind());
    print(json, { board: rows, behind }, () =>
      [...behindLines('the board', behind), boardText(rows, behind)].join('\n'),
    );
  });

const verifyCommand = (options: Json & VerifyOptions) =>
  options.export === undefined ? verifyLine(options) : verifyExport(options);

const verifyLine = ({ json }: Json) =>
  onLine(async ({ ctx }) => {
    const report = await verifyLog(await createVerifyLogPorts(ctx, await anchors(ctx)));
    print(json, report, () => logReportText(report));
    process.exitCode = EXIT[report.verdict];
  });

const rebuildAll = ({ json }: Json) =>
  onLine(async ({ ctx }) => {
    const done = await rebuild(createStores(ctx));
    print(
      json,
      done,
      () =>
        `Rebuilt from the log: ${counted(done.locations, 'location')}, ${counted(done.admins, 'administrator')}.${done.removed > 0 ? ` Removed ${counted(done.removed, 'row')} that no event explains.` : ''}`,
    );
  });

/** The commands that read, verify and export the log and its read models. */
export const auditCommands = (program: Command): void => {
  program
    .command('board')
    .description('show the current status of every location, as callers hear it')
    .action(board);
  program
    .command('verify')
    .description('verify the log, and the board and directory against it, or an export offline')
    .addHelpText(
      'after',
      '\nExit status: 0 intact, 1 tampered or with events that could not have been decided, 2 cannot tell (no trusted checkpoint covers the log).',
    )
    .option('--export <file>', 'exported log to verify offline; trusts nothing but --vkey')
    .option('--checkpoints <folder>', 'folder with the anchored checkpoints')
    .option('--vkey <key...>', "the log's published key; several during a key rotation")
    .option('--inclusion <eventId>', 'also print the inclusion proof of this event, for other tools')
    .action(verifyCommand);
  exportCommand(program);
  publishCommand(program);
  program
    .command('as-of <location> <time>')
    .description(
      'show the status of a location at a time, who set it, how they were verified and who was enrolled',
    )
    .action((location: string, time: string, { json }: Json) =>
      onLine(({ ctx }) => printAsOf(ctx, location, time, json)),
    );
  program
    .command('vkey')
    .description('print the public key that verifies checkpoints, for auditors')
    .action(({ json }: Json) =>
      onLine(async ({ ctx }) => {
        const vkey = await publishedKey(ctx);
        print(json, { vkey }, () => vkey);
      }),
    );
  program
    .command('rebuild')
    .description('rebuild the board and the directory from the log')
    .action(rebuildAll);
};
