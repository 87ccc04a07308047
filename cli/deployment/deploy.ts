import type { Stack } from '../../adapters/account/stacks.ts';
import { instancesOf, lastPart } from '../../domain/config/instances.ts';
import { numbersOf } from '../../domain/config/numbers.ts';
import { PLACEHOLDER_IDENTITY } from '../../domain/config/sms.ts';
import { FLOW_NAMES } from '../../flows/index.ts';
import { createQueries } from '../../handlers/composition/projector.ts';
import { interruptible } from '../interruption.ts';
import { print, sayProgress, UserError, warn } from '../output.ts';
import { type Account, lineStack, openAccount } from './account.ts';
import { cdk } from './cdk.ts';
import { checkBootstrap } from './check-bootstrap.ts';
import { refuseHiddenEmergency } from './check-locations.ts';
import { refuseForeignStates } from './check-states.ts';
import { contextOf } from './deployed-context.ts';
import { type Plan, readPlan } from './plan.ts';
import { preflight } from './preflight.ts';
import { preview } from './preview.ts';
import { stackChanged } from './progress.ts';
import { rollOut } from './roll-out.ts';
import { isPausedFirst } from './stack-status.ts';
import { stoppedState } from './stopped.ts';

/** Rejects the placeholder sender of the shipped configuration: no text would be sent. */
const checkSender = ({ config: { sms } }: Plan) => {
  if ('originationIdentity' in sms && sms.originationIdentity === PLACEHOLDER_IDENTITY)
    throw new UserError(
      `sms.originationIdentity is still ${PLACEHOLDER_IDENTITY}: name a number, pool or sender id of your account, or set sms.provider to end-user-messaging-notify, which needs none (docs/deploy.md, “Before anybody is texted”)`,
    );
};

const outputLines = ({ outputs }: Stack): string[] =>
  Object.entries(outputs)
    .filter(([name]) => name !== 'Environment')
    .map(([name, value]) => `  ${name}: ${value}`);

/** The steps that remain once the stack is deployed. */
const nextSteps = ({ config, names }: Plan): string[] => {
  const all = numbersOf(config);
  const unassociated = all.filter((number) => !Object.hasOwn(config.connect.numbers, number)).join(', ');
  const associate = `Associate ${unassociated} with their flows in the Connect console, or add their ids to connect.numbers.`;
  return [
    ...(unassociated === '' ? [] : [associate]),
    `Call ${all.join(', ')} and check that each is answered.`,
    `Enroll the first administrators, at least two for each location: as the role ${names.role('Operator')}, with the environment variables of the output Environment, emergency admin enroll <id> --number <e164> --name <name> --locations <ids>`,
    `Check the deployment: as the role ${names.role('Doctor')}, emergency doctor`,
  ];
};

const summary = (plan: Plan, stack: Stack, changed: boolean): string => {
  const { stack: name } = plan.names;
  if (!changed)
    return [
      `Nothing was changed: ${name} has this configuration and version already.`,
      ...outputLines(stack),
    ].join('\n');
  return [
    `${name} is ${stack.status}.`,
    ...outputLines(stack),
    `  Flows of ${instancesOf(plan.config.connect).map(lastPart).join(', ')}: ${FLOW_NAMES.map(plan.names.flow).join(', ')}`,
    '',
    'Next:',
    ...nextSteps(plan).map((step, index) => `  ${index + 1}. ${step}`),
  ].join('\n');
};

/** CloudFormation assumes the role that the log's resource policy exempts. */
export const asRole = ({ config: { deployment } }: Pick<Plan, 'config'>): string[] =>
  deployment.deployRole === undefined ? [] : ['--role-arn', deployment.deployRole];

const notDeployed = (name: string, stack: Stack | null): string => {
  const what = `${name} was not deployed${stack ? ` and is ${stack.status}` : ''}: the failure is shown above`;
  return isPausedFirst(name, stack)
    ? `${what}; correct it and run emergency deploy again, which resumes from there. To start over instead: emergency destroy.`
    : `${what}; correct it and run emergency deploy again. Callers are not affected if CloudFormation rolled back.`;
};

type Options = { json?: boolean; dryRun?: boolean };

/** The checks before anything is synthesized. @throws UserError when the deployment would be refused */
const openDeployment = async (plan: Plan, report: (line: string) => void) => {
  checkSender(plan);
  warn(plan.warnings);
  const account = await openAccount(plan);
  await checkBootstrap(account, plan, report);
  const before = await lineStack(account, plan);
  report(`Acting as ${account.principal.arn}`);
  if (before !== null) {
    await refuseHiddenEmergency(() => contextOf(plan, before), report);
    await refuseForeignStates(() => createQueries(contextOf(plan, before)), report);
  }
  return { account, before };
};

type Step = { plan: Plan; account: Account; signal: AbortSignal; report(line: string): void };

/** What the CDK did: whether it began to change stacks, and of each deployed one whether that changed it. */
type Course = { isChanging: boolean; stacks: boolean[] };

/** Something may have changed when the CDK did not say of any stack whether it did. */
const hasChanged = ({ stacks }: Course): boolean => stacks.length === 0 || stacks.includes(true);

/** How the CDK and the checks run on this plan; its course is noted. */
const portsOf = ({ plan, account, signal, report }: Step, course: Course) => ({
  cdk: (args: readonly string[], environment?: Record<string, string>) => {
    course.isChanging ||= args[0] === 'deploy';
    const onLine = (line: string) => {
      const changed = stackChanged(line);
      if (changed !== null) course.stacks.push(changed);
      report(line);
    };
    return cdk([...args, ...asRole(plan)], plan.configFile, onLine, signal, environment);
  },
  preflight: (assembly: string) => preflight(plan, account, assembly, report),
  diff: async (args: readonly string[]) => {
    const lines: string[] = [];
    const done = await cdk(args, plan.configFile, (line) => void lines.push(line), signal);
    if (!done) for (const line of lines) report(line);
    return done ? lines : null;
  },
});

const printDone = (plan: Plan, stack: Stack, changed: boolean, json: boolean | undefined): void => {
  const { status, outputs } = stack;
  print(json, { ok: true, stack: plan.names.stack, status, changed, outputs, next: nextSteps(plan) }, () =>
    summary(plan, stack, changed),
  );
};

const printFailed = (plan: Plan, stack: Stack | null, json: boolean | undefined): void => {
  const name = plan.names.stack;
  process.exitCode = 1;
  const message = notDeployed(name, stack);
  print(json, { ok: false, stack: name, status: stack?.status ?? null, message }, () => message);
};

const placeOf = ({ names: { stack, account, region } }: Plan) => `${stack} in account ${account}, ${region}.`;

const compare = async (step: Step, json: boolean | undefined): Promise<void> => {
  const { plan, account, report } = step;
  report(`Comparing the configuration with ${placeOf(plan)}`);
  const done = await preview(
    account.all,
    plan.names.stack,
    json,
    portsOf(step, { isChanging: false, stacks: [] }),
  );
  if (!done && !step.signal.aborted)
    throw new UserError('the CDK could not compare: the failure is shown above. Nothing was deployed');
};

/**
 * `emergency deploy`: checks the configuration, its flows and the credentials, then deploys the line, or with --dry-run says what
 * that would change. Exit status 1 when the deployment fails, 2 when it cannot start.
 */
export const deploy = async ({ json, dryRun }: Options): Promise<void> => {
  const stopped = stoppedState('nothing was deployed');
  await interruptible(stopped.state, async ({ signal, check }) => {
    const plan = readPlan();
    const report = sayProgress(json);
    const { account, before } = await openDeployment(plan, report);
    const step = { plan, account, signal, report };
    const course: Course = { isChanging: false, stacks: [] };
    check();
    if (dryRun) {
      await compare(step, json);
      return check();
    }
    report(`${before ? 'Updating' : 'Creating'} ${placeOf(plan)}`);
    const done = await rollOut(account, portsOf(step, course));
    if (signal.aborted && course.isChanging) await stopped.look(account, plan, 'emergency deploy');
    check();
    const stack = await lineStack(account, plan);
    if (!done || stack === null) return printFailed(plan, stack, json);
    printDone(plan, stack, hasChanged(course), json);
  });
};
