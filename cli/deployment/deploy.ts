import type { Stack } from '../../adapters/account/stacks.ts';
import { instancesOf, lastPart } from '../../domain/config/instances.ts';
import { numbersOf } from '../../domain/config/numbers.ts';
import { PLACEHOLDER_IDENTITY } from '../../domain/config/sms.ts';
import { FLOW_NAMES } from '../../flows/index.ts';
import { createQueries } from '../../handlers/composition/projector.ts';
import { print, sayProgress, UserError, warn } from '../output.ts';
import { lineStack, openAccount } from './account.ts';
import { cdk } from './cdk.ts';
import { checkBootstrap } from './check-bootstrap.ts';
import { refuseHiddenEmergency } from './check-locations.ts';
import { refuseForeignStates } from './check-states.ts';
import { contextOf } from './deployed-context.ts';
import { type Plan, readPlan } from './plan.ts';
import { preflight } from './preflight.ts';
import { rollOut } from './roll-out.ts';
import { isPausedFirst } from './stack-status.ts';

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

const summary = (plan: Plan, stack: Stack): string =>
  [
    `${plan.names.stack} is ${stack.status}.`,
    ...outputLines(stack),
    `  Flows of ${instancesOf(plan.config.connect).map(lastPart).join(', ')}: ${FLOW_NAMES.map(plan.names.flow).join(', ')}`,
    '',
    'Next:',
    ...nextSteps(plan).map((step, index) => `  ${index + 1}. ${step}`),
  ].join('\n');

/** CloudFormation assumes the role that the log's resource policy exempts. */
export const asRole = ({ config: { deployment } }: Pick<Plan, 'config'>): string[] =>
  deployment.deployRole === undefined ? [] : ['--role-arn', deployment.deployRole];

const notDeployed = (name: string, stack: Stack | null): string => {
  const what = `${name} was not deployed${stack ? ` and is ${stack.status}` : ''}: the failure is shown above`;
  return isPausedFirst(name, stack)
    ? `${what}; correct it and run emergency deploy again, which resumes from there. To start over instead: emergency destroy.`
    : `${what}; correct it and run emergency deploy again. Callers are not affected if CloudFormation rolled back.`;
};

/**
 * `emergency deploy`: checks the configuration, its flows and the credentials, then deploys the line.
 * Exit status 1 when the deployment fails, 2 when it cannot start.
 */
export const deploy = async ({ json }: { json?: boolean }): Promise<void> => {
  const plan = readPlan();
  checkSender(plan);
  warn(plan.warnings);
  const account = await openAccount(plan);
  await checkBootstrap(account, plan, sayProgress(json));
  const before = await lineStack(account, plan);
  const report = sayProgress(json);
  report(`Acting as ${account.principal.arn}`);
  if (before !== null) {
    await refuseHiddenEmergency(() => contextOf(plan, before), report);
    await refuseForeignStates(() => createQueries(contextOf(plan, before)), report);
  }
  const { stack: name, account: accountId, region } = plan.names;
  report(`${before ? 'Updating' : 'Creating'} ${name} in account ${accountId}, ${region}.`);
  const done = await rollOut(account, {
    cdk: (args, environment) => cdk([...args, ...asRole(plan)], plan.configFile, report, environment),
    preflight: (assembly) => preflight(plan, account, assembly, report),
  });
  const stack = await lineStack(account, plan);
  if (!done || stack === null) {
    process.exitCode = 1;
    const message = notDeployed(name, stack);
    return print(json, { ok: false, stack: name, status: stack?.status ?? null, message }, () => message);
  }
  print(
    json,
    { ok: true, stack: name, status: stack.status, outputs: stack.outputs, next: nextSteps(plan) },
    () => summary(plan, stack),
  );
};
