import { Command, CommanderError } from 'commander';
import { withoutDigits } from '../domain/secret.ts';
import { adminCommands } from './admin.ts';
import { auditCommands } from './audit.ts';
import { breakGlassCommands } from './break-glass.ts';
import { call } from './call.ts';
import { demo } from './demo.ts';
import { render } from './flows.ts';
import { historyCommands } from './history.ts';
import { fail, UserError } from './output.ts';
import { start } from './start.ts';

const program = (): Command => {
  const emergency = new Command('emergency')
    .description('The emergency line: set and remove emergencies by phone, every step on record.')
    .exitOverride()
    // Said by `fail`, which knows whether JSON is wanted.
    .configureOutput({ outputError: () => {} });
  emergency
    .command('start')
    .description('runs the whole line on this machine')
    .option('--json')
    .action(start);
  emergency
    .command('call <from> <to>')
    .description('calls a running line, by hand or with --keys')
    .option('--keys <keys>', 'comma-separated inputs, w for silence: 1,2,w')
    .option('--url <url>', 'of the line; the one that runs here unless given')
    .option('--json')
    .action(call);
  emergency
    .command('demo')
    .description("plays the blog's test section against a line of its own")
    .option('--json')
    .action(demo);
  adminCommands(emergency);
  breakGlassCommands(emergency);
  auditCommands(emergency);
  historyCommands(emergency);
  const flows = emergency.command('flows').description('the Amazon Connect flows');
  flows
    .command('render')
    .description('writes the flows of the configuration')
    .option('--out <folder>', 'where to', 'flows/json')
    .option('--json')
    .action(render);
  return emergency;
};

/** The `emergency` command. Exit status: 0 done, 1 found something wrong, 2 asked for in a way that cannot be done. */
export const main = async (argv: string[]): Promise<void> => {
  const json = argv.includes('--json');
  try {
    await program().parseAsync(argv);
  } catch (error) {
    if (!(error instanceof CommanderError)) fail(error, json);
    else if (error.exitCode === 0) process.exitCode = 0;
    else fail(usageError(error), json);
  }
};

const usageError = ({ code, message }: CommanderError) =>
  new UserError(
    code === 'commander.help'
      ? 'name a command, as above'
      : `${withoutDigits(message.replace(/^error: |\.$/g, ''))}; see: emergency --help`,
  );
