import { createInterface } from 'node:readline/promises';
import type { StackResource } from '../../adapters/stacks.ts';
import { print, say, UserError } from '../output.ts';
import { type Account, lineStack, openAccount } from './account.ts';
import { cdk } from './cdk.ts';
import { type Plan, readPlan } from './checked.ts';

const DESTROY = ['destroy', '--all', '--force', '--progress', 'events', '--ci', '--no-color'];

/** Why something is left where it is when the stack goes, by its type; the log's table has a reason of its own. */
const REASONS: Record<string, string> = {
  'AWS::DynamoDB::Table': 'the administrators’ own keys: without them nobody can say who did what',
  'AWS::KMS::Key': 'a key: what it encrypts is kept, and without it unreadable',
  'AWS::Connect::PhoneNumber': 'a number people know: Connect may never give it back (connect.numbers)',
  'AWS::S3::Bucket':
    'checkpoints of the log, which nobody can take back; or records a reader of it could not handle, and who read them',
  'AWS::Logs::LogGroup': 'what the Lambdas told; it goes by itself when its time is over',
};
const THE_LOG = 'the event log: who asked for what, who was let and who was not; it is kept for ever';

export type Kept = { type: string; id: string; why: string };

/** What deleting the stack leaves in the account, and why. */
export const keptOf = (resources: readonly StackResource[], eventsTable: string): Kept[] =>
  resources
    .filter(({ kept }) => kept)
    .map(({ type, physicalId }) => ({
      type,
      id: physicalId,
      why: physicalId === eventsTable ? THE_LOG : (REASONS[type] ?? 'its template says so'),
    }));

/** What stays behind has these names; a new line of the same name would find them taken. */
const AFTERWARDS =
  'What is kept costs a little every month and is deleted by hand alone (docs/deploy.md). A new line beside it needs another deployment.stackName.';

const farewell = (
  { names, config }: Plan,
  resources: readonly StackResource[],
  kept: readonly Kept[],
): string =>
  [
    `${names.stack} in account ${names.place.account}, ${names.place.region}: ${resources.length - kept.length} resources will be removed.`,
    `From then on ${[...config.lines.admin, ...config.lines.customer.map(({ number }) => number)].join(', ')} lead nowhere.`,
    '',
    kept.length === 0 ? 'Nothing is kept.' : 'Kept:',
    ...kept.map(({ type, id, why }) => `  ${type} ${id}: ${why}`),
    '',
    AFTERWARDS,
  ].join('\n');

/** @throws UserError unless the stack's name is typed, or `--yes` stands for it */
const confirm = async (name: string, yes: boolean | undefined): Promise<void> => {
  if (yes) return;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const typed = await Promise.race([
    terminal.question(`Type ${name} to remove it: `),
    new Promise<string>((end) => terminal.once('close', () => end(''))),
  ]);
  terminal.close();
  if (typed.trim() !== name) throw new UserError(`nothing was removed: ${name} was not typed`);
};

/** Termination protection stands against slips of other tools; whoever typed the name means it. */
const unprotect = async ({ all }: Account): Promise<void> => {
  for (const { name, stacks } of all) if ((await stacks.find(name))?.protected) await stacks.unprotect(name);
};

const resourcesOf = async ({ all }: Account): Promise<StackResource[]> => {
  const found: StackResource[] = [];
  for (const { name, stacks } of all)
    if ((await stacks.find(name)) !== null) found.push(...(await stacks.resources(name)));
  return found;
};

/** `emergency destroy`: says what goes, what stays and why; asks for the stack's name; removes the rest. */
export const destroy = async ({ json, yes }: { json?: boolean; yes?: boolean }): Promise<void> => {
  const plan = readPlan();
  const account = await openAccount(plan);
  const name = plan.names.stack;
  if ((await lineStack(account, plan)) === null)
    throw new UserError(
      `there is no stack ${name} in account ${plan.names.place.account}, ${plan.names.place.region}`,
    );
  const resources = await resourcesOf(account);
  const kept = keptOf(resources, plan.names.tables.events);
  const tell = json ? (line: string) => void process.stderr.write(`${line}\n`) : say;
  tell(farewell(plan, resources, kept));
  await confirm(name, yes);
  await unprotect(account);
  const done = await cdk(DESTROY, plan.configFile, tell);
  const after = await lineStack(account, plan);
  const ok = done && (after === null || after.status === 'DELETE_COMPLETE');
  if (!ok) process.exitCode = 1;
  const message = ok
    ? `${name} is removed; what is listed above as kept is still there.`
    : `${name} was not removed and is ${after?.status ?? 'gone in part'}: what failed stands above, marked FAIL; mend it and run the command again.`;
  print(json, { ok, stack: name, kept, message }, () => message);
};
