import { setTimeout as wait } from 'node:timers/promises';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ConnectClient } from '@aws-sdk/client-connect';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { ulid } from 'ulid';
import { connectInstance } from '../../adapters/account/connect-instance.ts';
import { findLogLines } from '../../adapters/account/function-logs.ts';
import { connectPermissions } from '../../adapters/account/lambda-permissions.ts';
import { lambdaQuota } from '../../adapters/account/lambda-quota.ts';
import type { Stack } from '../../adapters/account/stacks.ts';
import { tableDenials } from '../../adapters/account/table-policy.ts';
import { tableProtection } from '../../adapters/account/table-protection.ts';
import { textAccount } from '../../adapters/account/text-account.ts';
import { trailsHere } from '../../adapters/account/trails.ts';
import { dynamoCheckpoints } from '../../adapters/dynamo-leaf-log.ts';
import { instancesOf, lastPart } from '../../domain/config/instances.ts';
import type { AppContext } from '../../handlers/composition/context.ts';
import { notifyConfiguration } from '../../handlers/composition/messaging.ts';
import { createStores } from '../../handlers/composition/projector.ts';
import { documentClient } from '../../handlers/composition/stores.ts';
import { readEnvironment } from '../../handlers/environment.ts';
import { deploymentOf } from '../../infra/deployment.ts';
import { refusals } from '../../infra/log-denials.ts';
import { adminRows } from '../admin-row-view.ts';
import { print, UserError } from '../output.ts';
import { type Account, lineStack, openAccount } from './account.ts';
import { checkCheckpoint } from './check-checkpoint.ts';
import { checkClock } from './check-clock.ts';
import { checkFlows } from './check-flows.ts';
import { checkLambdas } from './check-lambdas.ts';
import { checkProbe, checkRefusals, checkTables } from './check-log.ts';
import { checkNumbers, claimedNumbers } from './check-numbers.ts';
import { checkAdministrators, checkLookups, checkTexts } from './check-people.ts';
import { checkQuota } from './check-quota.ts';
import { checkTextAccount } from './check-text-account.ts';
import { checkTrail } from './check-trail.ts';
import { dryRun } from './dry-run.ts';
import { expectThat, type Finding, findingText, pass, runCheck } from './findings.ts';
import { type Plan, readPlan } from './plan.ts';
import { setOffAlarm } from './trigger-alarm.ts';

/** The line's stack, and that of texts when they have one of their own. */
const checkStacks = ({ all }: Account): Promise<Finding[]> =>
  Promise.all(
    all.map(async ({ name, stacks }) => {
      const status = (await stacks.find(name))?.status ?? 'does not exist';
      const todo = 'see its events in the CloudFormation console, then run: emergency deploy';
      return expectThat(`stack ${name}`, /^(CREATE|UPDATE)_COMPLETE$/.test(status), status, status, todo);
    }),
  );

const readOutput = (text: string, stack: string): Record<string, string> => {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`the output Environment of the stack ${stack} is not JSON; run: emergency deploy`);
  }
};

/** What the deployment's Lambdas are made of, on this machine. */
const wiresOf = ({ config, configFile, names }: Plan, { outputs }: Stack): AppContext => {
  if (outputs.Environment === undefined)
    throw new UserError(`the stack ${names.stack} has no output Environment; run: emergency deploy`);
  const told = {
    ...readOutput(outputs.Environment, names.stack),
    LINE_CONFIG: configFile,
    AWS_REGION: names.place.region,
  };
  return {
    environment: readEnvironment(told),
    config,
    system: { now: Date.now, newId: ulid, pause: (milliseconds) => wait(milliseconds) },
    log: () => {},
  };
};

const checkInstances = async (plan: Plan, { stacks }: Account): Promise<Finding[]> => {
  // Connect answers two calls a second.
  const client = new ConnectClient({
    region: plan.names.place.region,
    retryMode: 'adaptive',
    maxAttempts: 10,
  });
  const findings: Finding[] = [];
  for (const arn of instancesOf(plan.config.connect)) {
    const id = lastPart(arn);
    const instance = connectInstance(client, id);
    findings.push(
      ...(await runCheck(`instance ${id}`, async () => {
        const claimed = await claimedNumbers(plan, arn, instance, () => stacks.resources(plan.names.stack));
        return [
          ...(await checkFlows(plan, arn, instance, claimed)),
          ...(await checkNumbers(plan, arn, instance, claimed)),
        ];
      })),
    );
  }
  return findings;
};

/** End User Messaging in the Region texts leave from, and the notify configuration they leave by, if any. */
const textsOf = ({ config, names }: Plan, { environment }: AppContext) => {
  const { sms } = config;
  const client = new PinpointSMSVoiceV2Client({ region: sms.region ?? names.place.region });
  const notifyId =
    sms.provider === 'end-user-messaging-notify' ? notifyConfiguration({ environment }, sms) : undefined;
  return { client, notifyId };
};

const checkPeople = async (plan: Plan, ctx: AppContext): Promise<Finding[]> => {
  const rows = await adminRows(createStores(ctx).directory);
  const { client, notifyId } = textsOf(plan, ctx);
  return [
    ...(await checkTexts(plan.config, rows, dryRun(plan.config, client, notifyId))),
    ...checkAdministrators(plan.config, rows),
    checkLookups(rows),
  ];
};

const checkAccountOfTexts = (plan: Plan, ctx: AppContext): Promise<Finding[]> => {
  const { client, notifyId } = textsOf(plan, ctx);
  return checkTextAccount(plan.config, textAccount(client), notifyId);
};

const tablesOf = ({ environment }: AppContext) => ({
  events: environment.EVENTS_TABLE,
  subjectKeys: environment.SUBJECT_KEYS_TABLE,
});

const probePorts = ({ names }: Plan, ctx: AppContext) => {
  const logs = new CloudWatchLogsClient({ region: names.place.region });
  return {
    store: createStores(ctx).store,
    system: ctx.system,
    hasLogged: (reader: 'Project' | 'Publish', stream: string, since: number) =>
      findLogLines(logs, names.logGroup(reader), stream, since),
  };
};

/** Every look in the order of the way: what is there, who may call what, what is said, and whether it moves. */
const examine = async (plan: Plan, account: Account, stack: Stack): Promise<Finding[]> => {
  const { names } = plan;
  const { region } = names.place;
  const ctx = wiresOf(plan, stack);
  const lambda = new LambdaClient({ region });
  const db = new DynamoDBClient({ region });
  const tables = tablesOf(ctx);
  return [
    pass('credentials', account.who.arn),
    checkClock(account.who),
    ...(await runCheck('stacks', () => checkStacks(account))),
    ...(await runCheck('tables', () => checkTables(tables, (table) => tableProtection(db, table)))),
    ...(await runCheck('event log, policy', async () =>
      checkRefusals(
        refusals(deploymentOf(plan.config)),
        await tableDenials(db, names.arn('dynamodb', `table/${tables.events}`)),
      ),
    )),
    ...(await runCheck('event log, checkpoint', async () => [
      checkCheckpoint(await dynamoCheckpoints(documentClient(ctx), tables.events).newest(), ctx.system.now()),
    ])),
    ...(await runCheck('Lambda concurrency', async () => [checkQuota(await lambdaQuota(lambda))])),
    ...(await runCheck('CloudTrail', async () => [
      checkTrail(await trailsHere(new CloudTrailClient({ region }))),
    ])),
    ...(await runCheck('Lambdas', () => checkLambdas(plan, (name) => connectPermissions(lambda, name)))),
    ...(await checkInstances(plan, account)),
    ...(await runCheck('texts, account', () => checkAccountOfTexts(plan, ctx))),
    ...(await runCheck('people', () => checkPeople(plan, ctx))),
    ...(await runCheck('probe', () => checkProbe(probePorts(plan, ctx), account.who.arn))),
  ];
};

/** `emergency doctor`: proves a deployment line by line. Exit 1 when a line is FAIL, 2 when there is nothing to look at. */
export const doctor = async ({ json, ring }: { json?: boolean; ring?: boolean }): Promise<void> => {
  const plan = readPlan();
  const account = await openAccount(plan);
  const stack = await lineStack(account, plan);
  if (stack === null)
    throw new UserError(
      `there is no stack ${plan.names.stack} in account ${plan.names.place.account}, ${plan.names.place.region}; run: emergency deploy`,
    );
  const findings = [
    ...(await examine(plan, account, stack)),
    ...(ring ? await runCheck('alarms', () => setOffAlarm(plan, account)) : []),
  ];
  const wrong = findings.filter(({ ok }) => ok === false).length;
  if (wrong > 0) process.exitCode = 1;
  print(json, { ok: wrong === 0, checks: findings }, () =>
    [
      ...findings.map(findingText),
      '',
      wrong === 0 ? 'All checks passed.' : `${wrong} of ${findings.length} checks failed.`,
    ].join('\n'),
  );
};
