import type { Command } from 'commander';
import { createVerifyLogPorts } from '../handlers/composition/verifier.ts';
import { verifyLog } from '../use-cases/queries/verify-log.ts';
import { anchors } from './anchors.ts';
import { printAsOf } from './as-of.ts';
import { boardCommand } from './board.ts';
import { onLine } from './connection.ts';
import { zoneOption } from './event-filter.ts';
import { exportCommand } from './export.ts';
import { publishedKey } from './export-log.ts';
import { logReportText } from './log-report-text.ts';
import { print, UserError } from './output.ts';
import { showProgress, watchedLeaves } from './progress.ts';
import { publishCommand } from './publish.ts';
import { rebuildCommand } from './rebuild.ts';
import { EXIT } from './undecided-text.ts';
import { type VerifyOptions, verifyExport } from './verify-export.ts';

type Json = { json?: boolean };

const verifyCommand = (options: Json & VerifyOptions) => {
  if (options.export !== undefined) return verifyExport(options);
  const unused = (['checkpoints', 'vkey', 'inclusion'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (unused.length > 0)
    throw new UserError(
      `${unused.map((name) => `--${name}`).join(' and ')} ${unused.length === 1 ? 'is' : 'are'} for an exported log; name it with --export <file>, or verify the line itself with no other option`,
    );
  return verifyLine(options);
};

const verifyLine = ({ json }: Json) =>
  onLine(async ({ ctx }) => {
    const ports = await createVerifyLogPorts(ctx, await anchors(ctx));
    const progress = showProgress('events verified');
    const total = await ports.leaves.size();
    const leaves = watchedLeaves(ports.leaves, (done) => progress.at(done, total));
    const report = await verifyLog({ ...ports, leaves }).finally(progress.clear);
    print(json, report, () => logReportText(report));
    process.exitCode = EXIT[report.verdict];
  });

/** The commands that read, verify and export the log and its read models. */
export const auditCommands = (program: Command): void => {
  boardCommand(program);
  program
    .command('verify')
    .description('verify the log, and the board and directory against it, or an export offline')
    .addHelpText(
      'after',
      '\nExit status: 0 intact, 1 tampered or with events that could not have been decided, 2 cannot tell (no trusted checkpoint covers the log, or the file is no export of the log).',
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
      'show the status of a location at a time, since when, who set and confirmed it, and who could change it',
    )
    .addOption(zoneOption())
    .addHelpText('after', '\nA time without a zone is in --zone, else in the zone of the location.')
    .action((location: string, time: string, options: Json & { zone?: string }) =>
      onLine(({ ctx }) => printAsOf(ctx, location, time, options)),
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
  rebuildCommand(program);
};
