import type { Stack, StackResource } from '../../adapters/account/stacks.ts';
import { numbersOf } from '../../domain/config/numbers.ts';
import { interruptible } from '../interruption.ts';
import { counted, print, sayProgress, UserError } from '../output.ts';
import { atTerminal } from '../terminal.ts';
import { type Account, lineStack, openAccount, unprotect } from './account.ts';
import { cdk } from './cdk.ts';
import { asRole } from './deploy.ts';
import { type Plan, readPlan } from './plan.ts';
import { type RetainedResource, retainedResources } from './retained-resources.ts';
import { isPausedFirst } from './stack-status.ts';
import { stoppedState } from './stopped.ts';

const DESTROY = ['destroy', '--all', '--force', '--ci', '--no-color'];

/** Retained resources keep their names, which a new line of the same stack name would need. */
const RETAINED_NOTE =
  'Retained resources cost a little every month and can only be deleted by hand (docs/deploy.md). A new line needs another deployment.stackName.';

const preview = (
  { names, config }: Plan,
  resources: readonly StackResource[],
  retained: readonly RetainedResource[],
): string =>
  [
    `${names.stack} in account ${names.account}, ${names.region}: ${counted(resources.length - retained.length, 'resource')} will be deleted.`,
    `After that, ${numbersOf(config).join(', ')} will not be answered.`,
    '',
    retained.length === 0 ? 'Nothing is retained.' : 'Retained:',
    ...retained.map(({ type, id, why }) => `  ${type} ${id}: ${why}`),
    '',
    RETAINED_NOTE,
  ].join('\n');

/** @throws UserError unless the stack's name is typed, or `--yes` is given */
const confirm = async (name: string, yes: boolean | undefined): Promise<void> => {
  if (yes) return;
  const typed = await atTerminal(({ ask }) => ask(`Type ${name} to delete it: `), process.stderr);
  if (typed?.trim() !== name) throw new UserError(`nothing was deleted: ${name} was not typed`);
};

/** The resources of the stacks, those that are retained, and the stacks that were never complete, which retain nothing. */
const contents = async ({ all }: Account, { names }: Plan) => {
  const resources: StackResource[] = [];
  const retained: RetainedResource[] = [];
  const paused: string[] = [];
  for (const { name, stacks } of all) {
    const stack = await stacks.find(name);
    if (stack === null) continue;
    const found = await stacks.resources(name);
    resources.push(...found);
    if (isPausedFirst(name, stack)) paused.push(name);
    else retained.push(...retainedResources(found, await stacks.retained(name), names.tables.events));
  }
  return { resources, retained, paused };
};

/** Rolls back stacks that were never complete first: unlike a deletion, a rollback retains nothing. */
export const deleteStacks = async (
  paused: readonly string[],
  run: (args: readonly string[]) => Promise<boolean>,
): Promise<boolean> => {
  if (paused.length > 0 && !(await run(['rollback', ...paused, '--ci', '--no-color']))) return false;
  return run(DESTROY);
};

const printDone = (
  name: string,
  kept: readonly RetainedResource[],
  done: boolean,
  after: Stack | null,
  json: boolean | undefined,
): void => {
  const ok = done && (after === null || after.status === 'DELETE_COMPLETE');
  if (!ok) process.exitCode = 1;
  const message = ok
    ? `${name} was deleted; the resources listed above as retained remain.`
    : `${name} was not deleted${after === null ? ' completely' : ` and is ${after.status}`}: the failure is shown above; fix it and run the command again.`;
  print(json, { ok, stack: name, kept, message }, () => message);
};

/** `emergency destroy`: lists what is deleted and what is retained and why, asks for the stack's name, and deletes the stacks. */
export const destroy = async ({ json, yes }: { json?: boolean; yes?: boolean }): Promise<void> => {
  const stopped = stoppedState('nothing was deleted');
  await interruptible(stopped.state, async ({ signal, check }) => {
    const plan = readPlan();
    const account = await openAccount(plan);
    const name = plan.names.stack;
    if ((await lineStack(account, plan)) === null)
      throw new UserError(`there is no stack ${name} in account ${plan.names.account}, ${plan.names.region}`);
    const { resources, retained, paused } = await contents(account, plan);
    const report = sayProgress(json);
    report(`Acting as ${account.principal.arn}`);
    report(preview(plan, resources, retained));
    await confirm(name, yes).catch((error: Error) => {
      check();
      throw error;
    });
    check();
    await unprotect(account.all);
    const done = await deleteStacks(paused, (args) =>
      cdk([...args, ...asRole(plan)], plan.configFile, report, signal),
    );
    if (signal.aborted) await stopped.look(account, plan, 'emergency destroy');
    check();
    printDone(name, retained, done, await lineStack(account, plan), json);
  });
};
