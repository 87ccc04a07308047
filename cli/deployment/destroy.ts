import { createInterface } from 'node:readline/promises';
import type { StackResource } from '../../adapters/account/stacks.ts';
import { numbersOf } from '../../domain/config/numbers.ts';
import { counted, print, sayProgress, UserError } from '../output.ts';
import { type Account, lineStack, openAccount } from './account.ts';
import { cdk } from './cdk.ts';
import { asRole } from './deploy.ts';
import { type Plan, readPlan } from './plan.ts';
import { type RetainedResource, retainedResources } from './retained-resources.ts';
import { isPausedFirst } from './stack-status.ts';

const DESTROY = ['destroy', '--all', '--force', '--ci', '--no-color'];

/** What stays behind has these names; a new line of the same name would find them taken. */
const AFTERWARDS =
  'What is kept costs a little every month and is deleted by hand alone (docs/deploy.md). A new line beside it needs another deployment.stackName.';

const farewell = (
  { names, config }: Plan,
  resources: readonly StackResource[],
  kept: readonly RetainedResource[],
): string =>
  [
    `${names.stack} in account ${names.place.account}, ${names.place.region}: ${counted(resources.length - kept.length, 'resource')} will be removed.`,
    `From then on ${numbersOf(config).join(', ')} will not be answered.`,
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

/** What is in the stacks, what of it stays, and which were never complete: of these nothing stays. */
const contents = async ({ all }: Account, { names }: Plan) => {
  const resources: StackResource[] = [];
  const kept: RetainedResource[] = [];
  const paused: string[] = [];
  for (const { name, stacks } of all) {
    const stack = await stacks.find(name);
    if (stack === null) continue;
    const found = await stacks.resources(name);
    resources.push(...found);
    if (isPausedFirst(name, stack)) paused.push(name);
    else kept.push(...retainedResources(found, await stacks.retained(name), names.tables.events));
  }
  return { resources, kept, paused };
};

/** A deletion would leave what is to be retained of a stack that was never complete; a rollback takes it along. */
export const deleteStacks = async (
  paused: readonly string[],
  run: (args: readonly string[]) => Promise<boolean>,
): Promise<boolean> => {
  if (paused.length > 0 && !(await run(['rollback', ...paused, '--ci', '--no-color']))) return false;
  return run(DESTROY);
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
  const { resources, kept, paused } = await contents(account, plan);
  const tell = sayProgress(json);
  tell(farewell(plan, resources, kept));
  await confirm(name, yes);
  await unprotect(account);
  const done = await deleteStacks(paused, (args) => cdk([...args, ...asRole(plan)], plan.configFile, tell));
  const after = await lineStack(account, plan);
  const ok = done && (after === null || after.status === 'DELETE_COMPLETE');
  if (!ok) process.exitCode = 1;
  const message = ok
    ? `${name} was deleted; the resources listed above as kept remain.`
    : `${name} was not removed and is ${after?.status ?? 'gone in part'}: the failure is shown above; fix it and run the command again.`;
  print(json, { ok, stack: name, kept, message }, () => message);
};
