import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Help } from 'commander';
import { withoutDigits } from '../domain/emergency/index.ts';
import { projectFolder } from '../infra/project-folder.ts';
import { accessCommand } from './access.ts';
import { adminCommands } from './admin.ts';
import { auditCommands } from './audit.ts';
import { breakGlassCommands } from './break-glass.ts';
import { busCommand } from './bus.ts';
import { call } from './call.ts';
import { requireDecoded } from './decoded-arguments.ts';
import { demo } from './demo.ts';
import { render } from './flows.ts';
import { historyCommands } from './history.ts';
import { fail, UserError } from './output.ts';
import { start } from './start.ts';

/** What each argument is; a command's own description would repeat it. */
const ARGUMENTS: Record<string, string> = {
  from: 'number that calls, such as +6591110001, or anonymous',
  to: 'number of the line to call',
  adminId: 'id of the administrator, such as duty-manager',
  location: 'id of the location, such as Manila',
  time: '2h, yesterday, 2026-11-27, "2026-11-27 14:00", or ISO with a zone',
  contactId: 'id of the call, as emergency history --json shows it',
  file: 'CSV or JSON file',
};

const version = (): string =>
  String(JSON.parse(readFileSync(join(projectFolder(), 'package.json'), 'utf8')).version);

/** The whole command, each argument described and each error pointing to the help of its own command. */
export const program = (): Command => {
  const emergency = new Command('emergency')
    .description(
      'The emergency line: administrators set and remove emergencies by phone; every step is recorded.',
    )
    .version(version(), '-V, --version', 'print the version')
    // `fail` prints errors, as text or JSON.
    .configureOutput({ outputError: () => {} })
    .configureHelp({
      optionDescription: (option) =>
        `${new Help().optionDescription(option)}${option.mandatory ? ' (required)' : ''}`,
    });
  emergency.command('start').description('run the whole line on this machine').action(start);
  emergency
    .command('call <from> <to>')
    .description('call a running line, interactively or with --keys')
    .option('--keys <keys>', 'keys to press, comma-separated, w for silence (1,2,w); non-interactive')
    .option('--url <url>', 'URL of the line (default: the one running on this machine)')
    .action(call);
  emergency
    .command('demo')
    .description(
      'run the scripted demonstration calls against a temporary line; non-interactive, prints progress',
    )
    .action(demo);
  emergency
    .command('init')
    .description('ask for the essentials of a configuration and write it')
    .option('--out <file>', 'file to write', 'line.config.json')
    .option('--force', 'replace the file when it exists')
    .option('--name <name>', 'name of the company or line')
    .option('--locations <list>', 'locations with their time zones (Manila Asia/Manila, …)')
    .option('--languages <codes>', 'language codes, the default first (en-US, es-US)')
    .option('--instance <arn>', 'ARN of the Amazon Connect instance')
    .option('--admin <number>', 'number that administrators call')
    .option('--customer <number>', 'number that customers call')
    .action(async (options) => (await import('./init.ts')).init(options));
  emergency
    .command('config')
    .description('check the configuration and print what is in force, beside the running or deployed line')
    .action(async (options) => (await import('./config.ts')).showConfig(options));
  adminCommands(emergency);
  accessCommand(emergency);
  breakGlassCommands(emergency);
  auditCommands(emergency);
  historyCommands(emergency);
  busCommand(emergency);
  const flows = emergency.command('flows').description('work with the Amazon Connect flows');
  flows
    .command('render')
    .description('write the flows of the configuration as JSON files')
    .option('--out <folder>', 'output folder', 'dist/flows')
    .action(render);
  deploymentCommands(emergency);
  finish(emergency, 'emergency');
  return emergency;
};

/** Completes a command and those below it: --json where it has none of its own, arguments, and errors. */
const finish = (command: Command, path: string): void => {
  for (const child of command.commands) finish(child, `${path} ${child.name()}`);
  const isLeaf = command.commands.length === 0;
  if (isLeaf && !command.options.some(({ long }) => long === '--json'))
    command.option('--json', 'print one JSON document');
  for (const argument of command.registeredArguments)
    argument.description ||= ARGUMENTS[argument.name()] ?? '';
  command.exitOverride((error) => {
    throw error.exitCode === 0 ? error : usageError(error, path);
  });
};

const DEPLOY_HELP = `
Account and Region: those of connect.instanceArn in line.config.json, or in the file that
LINE_CONFIG names. Credentials: your AWS credentials (AWS_PROFILE, aws sso login).
The configuration, its flows and the credentials are checked before anything is created.
Once per account and Region: npx cdk bootstrap. Guide: docs/deploy.md
Non-interactive; prints progress.

Exit status: 0 deployed, 1 the deployment failed, 2 the deployment was not started,
130 or 143 stopped by Ctrl-C or SIGTERM.`;

const DOCTOR_HELP = `
Checks Lambdas, flows, numbers, tables and administrators, dry-runs a text message, and sends
one probe event from the log to the event bus. Callers notice nothing.
Assume the role …-Doctor-… of the stack (docs/deploy.md). Non-interactive.

Exit status: 0 no check failed, 1 a check failed (FAIL), 2 there is no deployment to check.`;

const DESTROY_HELP = `
Lists what will be deleted, what will be retained and why, then asks for confirmation.
After the deletion, calls to the numbers of the line are not answered.

Exit status: 0 deleted, 1 the deletion failed, 2 nothing was deleted,
130 or 143 stopped by Ctrl-C or SIGTERM.`;

/** Loaded on demand: no other command needs their AWS clients. */
const deploymentCommands = (emergency: Command): void => {
  emergency
    .command('deploy')
    .description('deploy the line to an AWS account, or update it')
    .option('--dry-run', 'only show what would change, resource by resource; writes nothing to the account')
    .option('--json', 'print one JSON document at the end; progress goes to standard error')
    .addHelpText('after', DEPLOY_HELP)
    .action(async (options) => (await import('./deployment/deploy.ts')).deploy(options));
  emergency
    .command('doctor')
    .description('check a deployment; exit 1 when a check fails')
    .option('--ring', 'also trigger a test alarm, to check that it reaches people')
    .option('--json', 'print the checks as one JSON document')
    .addHelpText('after', DOCTOR_HELP)
    .action(async (options) => (await import('./deployment/doctor.ts')).doctor(options));
  emergency
    .command('destroy')
    .description('delete a deployment; the log, the keys and the numbers are retained')
    .option('--yes', 'skip confirmation')
    .option('--json', 'print one JSON document at the end; progress goes to standard error')
    .addHelpText('after', DESTROY_HELP)
    .action(async (options) => (await import('./deployment/destroy.ts')).destroy(options));
};

/** The local line is on this machine, so no proxy of the environment may answer for it. */
const closeToProxies = (): void => {
  const LOCAL = ['127.0.0.1', 'localhost'];
  for (const name of ['NO_PROXY', 'no_proxy']) {
    const hosts = process.env[name]?.split(',') ?? [];
    process.env[name] = [...new Set([...hosts, ...LOCAL])].filter(Boolean).join(',');
  }
};

/** The `emergency` command. Exit status: 0 success, 1 a problem was found, 2 a usage or environment error. */
export const main = async (argv: string[]): Promise<void> => {
  const json = argv.includes('--json');
  closeToProxies();
  // Standard error may be a file on a full disk; a message that cannot be written must not end the line.
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {});
  try {
    requireDecoded(argv.slice(2));
    await program().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else fail(error, json);
  }
};

const usageError = ({ code, message }: CommanderError, path: string) =>
  new UserError(
    code === 'commander.help'
      ? 'A command is required; see the list above'
      : `${withoutDigits(message.replace(/^error: |\.$/g, ''))}; see: ${path} --help`,
  );
