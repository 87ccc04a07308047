import type { Command } from 'commander';
import { sha256 } from '../adapters/sha256.ts';
import type { BoardRow } from '../domain/emergency/index.ts';
import { createQueries, createStores } from '../handlers/composition/projector.ts';
import { verify } from '../local/http/audit.ts';
import { rebuild } from '../projections/rebuild.ts';
import { type Behind, both } from '../use-cases/queries/behind.ts';
import { displayedBoard } from '../use-cases/queries/board.ts';
import { printAsOf } from './as-of.ts';
import { behindLines } from './behind.ts';
import { onLine } from './connection.ts';
import { exportCommand } from './export.ts';
import { publishedKey } from './export-log.ts';
import { print, table } from './output.ts';
import { type VerifyOptions, verifyExport } from './verify-export.ts';

type Json = { json?: boolean };

const boardText = (rows: BoardRow[], { events }: Behind): string =>
  rows.length === 0
    ? events === 0
      ? 'No location has been set up yet.'
      : 'No location is on the board.'
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
    const behind = both(await queries.boardBehind(), await queries.directoryBehind());
    print(json, { board: rows, behind }, () =>
      [...behindLines('the board', behind), boardText(rows, behind)].join('\n'),
    );
  });

const check = (options: Json & VerifyOptions) =>
  options.export === undefined ? checkTable(options) : verifyExport(options);

const checkTable = ({ json }: Json) =>
  onLine(async ({ ctx }) => {
    const result = await verify({
      store: createStores(ctx).store,
      identity: { origin: ctx.config.origin, sha256 },
    });
    const faults = result.faults.map(
      ({ stream, seq, id, fault }) => `TAMPERED ${stream}#${seq} (${id}): ${fault}`,
    );
    const summary = `${result.events} events in ${result.streams} streams: ${result.ok ? 'every chain is intact' : 'NOT intact'}`;
    print(json, result, () => [...faults, summary].join('\n'));
    if (!result.ok) process.exitCode = 1;
  });

const rebuildAll = ({ json }: Json) =>
  onLine(async ({ ctx }) => {
    const done = await rebuild(createStores(ctx));
    print(
      json,
      done,
      () => `Made anew from the log: locations ${done.locations}, administrators ${done.admins}.`,
    );
  });

/** The commands that read the log and what is made from it. */
export const auditCommands = (program: Command): void => {
  program.command('board').description('what callers are answered from').option('--json').action(board);
  program
    .command('verify')
    .description(
      'walks every chain of the log, or audits an export offline; exit 0 intact, 1 tampered, 2 cannot tell',
    )
    .option('--export <file>', 'an exported log: no network is used, nothing of this line is trusted')
    .option('--checkpoints <folder>', 'the anchored checkpoints')
    .option('--vkey <key...>', "the log's published key, or several while one replaces another")
    .option('--inclusion <eventId>', 'prints the proof that this event is in the log, for other tools')
    .option('--json')
    .action(check);
  exportCommand(program);
  program
    .command('as-of <location> <time>')
    .description('what callers heard at that time, who made it so, how they were proven, who was on the list')
    .option('--json')
    .action((location: string, time: string, { json }: Json) =>
      onLine(({ ctx }) => printAsOf(ctx, location, time, json)),
    );
  program
    .command('vkey')
    .description('the public key of the checkpoints, as auditors keep it')
    .option('--json')
    .action(({ json }: Json) =>
      onLine(async ({ ctx }) => {
        const vkey = await publishedKey(ctx);
        print(json, { vkey }, () => vkey);
      }),
    );
  program
    .command('rebuild')
    .description('makes the board and the directory anew from the log')
    .option('--json')
    .action(rebuildAll);
};
