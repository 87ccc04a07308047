import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ConnectClient } from '@aws-sdk/client-connect';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { connectInstance } from '../../adapters/account/connect-instance.ts';
import { findLogLines } from '../../adapters/account/function-logs.ts';
import { allowances, connectPermissions } from '../../adapters/account/lambda-permissions.ts';
import { lambdaQuota } from '../../adapters/account/lambda-quota.ts';
import { tableDenials } from '../../adapters/account/table-policy.ts';
import { tableProtection } from '../../adapters/account/table-protection.ts';
import { textAccount } from '../../adapters/account/text-account.ts';
import { trailsHere } from '../../adapters/account/trails.ts';
import { dynamoCheckpoints } from '../../adapters/dynamo-leaf-log.ts';
import { instancesOf, lastPart } from '../../domain/config/instances.ts';
import type { AppContext } from '../../handlers/composition/context.ts';
import { notifyConfiguration } from '../../handlers/composition/messaging.ts';
import { createQueries, createStores } from '../../handlers/composition/projector.ts';
import { documentClient } from '../../handlers/composition/stores.ts';
import { deploymentOf } from '../../infra/deployment.ts';
import { GUARDED_TABLES, type GuardedTable, refusals } from '../../infra/table-denials.ts';
import { adminRows } from '../admin-row-view.ts';
import { signedSend } from '../deployed-line.ts';
import { operateBy } from '../operate.ts';
import { print, UserError } from '../output.ts';
import { type Account, lineStack, openAccount } from './account.ts';
import { checkCheckpoint } from './check-checkpoint.ts';
import { checkClock } from './check-clock.ts';
import { checkFlows } from './check-flows.ts';
import { checkLambdas, checkOperatorLambdas } from './check-lambdas.ts';
import { checkLatePins } from './check-late-pins.ts';
import { checkLocations } from './check-locations.ts';
import { checkProbe, checkRefusals, checkTables, type ProbePorts } from './check-log.ts';
import { checkNumbers, claimedNumbers } from './check-numbers.ts';
import { checkAdministrators, checkLookups, checkSharedNumbers, checkTexts } from './check-people.ts';
import { checkQuota } from './check-quota.ts';
import { checkRing } from './check-ring.ts';
import { checkRows } from './check-rows.ts';
import { checkStates } from './check-states.ts';
import { checkTextAccount } from './check-text-account.ts';
import { checkTrail } from './check-trail.ts';
import { contextOf } from './deployed-context.ts';
import { dryRun } from './dry-run.ts';
import { type Check, expectThat, type Finding, findingText, pass, runCheck } from './findings.ts';
import { type Plan, readPlan } from './plan.ts';

/** The line's stack, and that of texts if it has its own. */
const checkStacks = ({ all }: Account): Promise<Finding[]> =>
  Promise.all(
    all.map(async ({ name, stacks }) => {
      const status = (await stacks.find(name))?.status ?? 'does not exist';
      const todo = 'see its events in the CloudFormation console, then run: emergency deploy';
      return expectThat(`stack ${name}`, /^(CREATE|UPDATE)_COMPLETE$/.test(status), status, status, todo);
    }),
  );

/** The flows and numbers of an instance. */
const checkInstance = async (
  plan: Plan,
  { stacks }: Account,
  client: ConnectClient,
  arn: string,
): Promise<Finding[]> => {
  const instance = connectInstance(client, lastPart(arn));
  const claimed = await claimedNumbers(plan, arn, instance, () => stacks.resources(plan.names.stack));
  return [
    ...(await checkFlows(plan, arn, instance, claimed)),
    ...(await checkNumbers(plan, arn, instance, claimed)),
  ];
};

/** End User Messaging in the Region of texts, and the notify configuration, if any. */
const textsOf = ({ config: { sms }, names }: Plan, { environment }: AppContext) => {
  const client = new PinpointSMSVoiceV2Client({ region: names.textsRegion });
  const notifyId =
    sms.provider === 'end-user-messaging-notify' ? notifyConfiguration({ environment }, sms) : undefined;
  return { client, notifyId };
};

const checkTexting = (plan: Plan, ctx: AppContext): Promise<Finding[]> => {
  const { client, notifyId } = textsOf(plan, ctx);
  return checkTextAccount(plan.config, textAccount(client), notifyId);
};

const checkPeople = async (plan: Plan, ctx: AppContext): Promise<Finding[]> => {
  const rows = await adminRows(createStores(ctx).directory);
  const { client, notifyId } = textsOf(plan, ctx);
  return [
    ...(await checkTexts(plan.config, rows, dryRun(plan.config, client, notifyId))),
    ...checkAdministrators(plan.config, rows),
    checkSharedNumbers(rows),
    checkLookups(rows),
  ];
};

const probePorts = ({ names }: Plan, ctx: AppContext, { credentials }: Account): ProbePorts => {
  const logs = new CloudWatchLogsClient({ region: names.region });
  return {
    system: ctx.system,
    probe: () => operateBy(signedSend(ctx.environment, credentials), ctx.system.now)('probe', {}),
    hasLogged: (consumer, stream, since) => findLogLines(logs, names.logGroup(consumer), stream, since),
  };
};

const TABLES: Record<GuardedTable, string> = {
  events: 'event log',
  board: 'board',
  directory: 'directory',
  subjectKeys: 'administrators’ keys',
};
const tablesOf = ({ environment }: AppContext): Record<GuardedTable, string> => ({
  events: environment.EVENTS_TABLE,
  board: environment.BOARD_TABLE,
  directory: environment.DIRECTORY_TABLE,
  subjectKeys: environment.SUBJECT_KEYS_TABLE,
});

/** Every check with its name: resources first, then permissions, flows and texts, and the probe at the end. */
const checksOf = (plan: Plan, account: Account, ctx: AppContext): [string, Check][] => {
  const { config, names } = plan;
  const { region } = names;
  const tables = tablesOf(ctx);
  const { events, subjectKeys } = tables;
  const lambda = new LambdaClient({ region });
  const db = new DynamoDBClient({ region });
  // Connect's API is limited to two requests a second.
  const connect = new ConnectClient({ region, retryMode: 'adaptive', maxAttempts: 10 });
  const checkpoints = dynamoCheckpoints(documentClient(ctx), events);
  return [
    ['stacks', () => checkStacks(account)],
    ['tables', () => checkTables({ events, subjectKeys }, (table) => tableProtection(db, table))],
    ...GUARDED_TABLES.map((table): [string, Check] => [
      `${TABLES[table]}, policy`,
      async () => {
        const arn = names.arn('dynamodb', `table/${tables[table]}`);
        return checkRefusals(
          TABLES[table],
          refusals(deploymentOf(config), table),
          await tableDenials(db, arn),
        );
      },
    ]),
    ['event log, checkpoint', async () => checkCheckpoint(await checkpoints.newest(), ctx.system.now())],
    ['Lambda concurrency', async () => checkQuota(await lambdaQuota(lambda))],
    ['CloudTrail', async () => checkTrail(await trailsHere(new CloudTrailClient({ region })))],
    ['Lambdas', () => checkLambdas(plan, (name) => connectPermissions(lambda, name))],
    ['operators’ Lambdas', () => checkOperatorLambdas(plan, (name) => allowances(lambda, name))],
    ...instancesOf(config.connect).map((arn): [string, Check] => [
      `instance ${lastPart(arn)}`,
      () => checkInstance(plan, account, connect, arn),
    ]),
    ['texts, account', () => checkTexting(plan, ctx)],
    ['locations', async () => [await checkLocations(ctx)]],
    ['board and directory', () => checkRows(createQueries(ctx))],
    ['stored states', () => checkStates(createQueries(ctx))],
    ['people', () => checkPeople(plan, ctx)],
    ['texts, too late', () => checkLatePins(createStores(ctx).store, ctx.system.now())],
    ['probe', () => checkProbe(probePorts(plan, ctx, account))],
  ];
};

/** `emergency doctor`: checks a deployment. Exit status 1 when a check fails, 2 when there is no deployment. */
export const doctor = async ({ json, ring }: { json?: boolean; ring?: boolean }): Promise<void> => {
  const plan = readPlan();
  const account = await openAccount(plan);
  const stack = await lineStack(account, plan);
  if (stack === null)
    throw new UserError(
      `there is no stack ${plan.names.stack} in account ${plan.names.account}, ${plan.names.region}; run: emergency deploy`,
    );
  const checks = checksOf(plan, account, contextOf(plan, stack));
  if (ring) checks.push(['alarms', () => checkRing(plan, account)]);
  const findings = [pass('credentials', account.principal.arn), checkClock(account.principal)];
  for (const [name, check] of checks) findings.push(...(await runCheck(name, check)));
  const failed = findings.filter(({ ok }) => ok === false).length;
  if (failed > 0) process.exitCode = 1;
  const summary = failed === 0 ? 'All checks passed.' : `${failed} of ${findings.length} checks failed.`;
  print(json, { ok: failed === 0, checks: findings }, () =>
    [...findings.map(findingText), '', summary].join('\n'),
  );
};
