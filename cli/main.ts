import { Command, CommanderError } from 'commander';
import { withoutDigits } from '../domain/emergency/index.ts';
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
  deploymentCommands(emergency);
  return emergency;
};

const DEPLOY_HELP = `
Which account and Region: those of connect.instanceArn in line.config.json, or in the
file that LINE_CONFIG names. Who: your AWS credentials (AWS_PROFILE, aws sso login).
The configuration, its flows and the credentials are checked before anything is made.
Once per account and Region: npx cdk bootstrap. All of it: docs/deploy.md

Exit status: 0 it stands, 1 CloudFormation did not get there, 2 nothing was begun.`;

const DOCTOR_HELP = `
Looks at Lambdas, flows, numbers, tables and administrators, tries a text without sending
it, and sends one drill from the log to the bus. No caller hears of it.
Act as the role …-Doctor-… of the stack (docs/deploy.md).

Exit status: 0 all is well, 1 a line is FAIL, 2 there is nothing to look at.`;

const DESTROY_HELP = `
Says what goes, what stays and why, before it asks. Callers reach nothing from then on.

Exit status: 0 it is removed, 1 CloudFormation did not get there, 2 nothing was begun.`;

/** Loaded only when asked for: the clients they bring are no other command's. */
const deploymentCommands = (emergency: Command): void => {
  emergency
    .command('deploy')
    .description('puts the line into an AWS account, or changes it there')
    .option('--json', 'one JSON document at the end; progress goes to standard error')
    .addHelpText('after', DEPLOY_HELP)
    .action(async (options) => (await import('./deployment/deploy.ts')).deploy(options));
  emergency
    .command('doctor')
    .description('proves a deployment line by line; exit 1 when one is FAIL')
    .option('--ring', 'sets an alarm off, to see that it reaches a person')
    .option('--json', 'the lines as one JSON document')
    .addHelpText('after', DOCTOR_HELP)
    .action(async (options) => (await import('./deployment/doctor.ts')).doctor(options));
  emergency
    .command('destroy')
    .description('removes a deployment; the log, the keys and the numbers are kept')
    .option('--yes', 'instead of typing the stack’s name')
    .option('--json', 'one JSON document at the end; progress goes to standard error')
    .addHelpText('after', DESTROY_HELP)
    .action(async (options) => (await import('./deployment/destroy.ts')).destroy(options));
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
