import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { jsonLog } from '../../adapters/log.ts';
import { parseConfig } from '../../domain/config/parse-config.ts';
import { createOperate } from '../../handlers/composition/operate.ts';
import { functionUrl } from '../../handlers/function-url.ts';
import { deploymentOf } from '../../infra/deployment.ts';
import type { GuardedTable } from '../../infra/table-denials.ts';
import { tablePolicy } from '../../infra/table-policy.ts';
import { type LocalLine, startLine } from '../../local/line.ts';
import { LOCAL_NAMES } from '../../local/resource-names.ts';
import { accountCalls } from '../infra/account-calls.ts';
import { type AwsCall, startRecorder } from '../infra/recorder.ts';
import type { AwsAccount } from '../kit/aws-account/account.ts';
import { deployedAccount } from '../kit/aws-account/deployed-account.ts';
import { answered, withAccount } from '../kit/aws-account/with-account.ts';
import { breakGlass } from '../kit/break-glass.ts';
import { SESSIONS, sessionArn } from '../kit/function-url-event.ts';
import { startFunctionUrl } from '../kit/function-url-server.ts';
import type { Ran } from './command.ts';
import { deployedConfig } from './deployed-config.ts';
import { emergencyHere } from './in-process.ts';
import { type Tables, tableFront } from './table-front.ts';

/** One line for all runs: the doctor leaves only probes in it. */
export let line: LocalLine;
const lines: string[] = [];
export const startExamined = (): void => {
  beforeAll(async () => {
    const log = jsonLog((text) => lines.push(text), Date.now);
    line = await startLine({ folder: null, configFile: deployedConfig(), log });
    await changeOld('set');
    await changeOld('remove');
  });
  afterAll(() => line.stop());
};

/** Sets or removes an emergency at a location that is not configured. */
export const changeOld = async (action: 'set' | 'remove'): Promise<void> => {
  const { config, system } = line.ctx;
  const old = config.locations.slice(0, 1).map((location) => ({ ...location, id: 'Old' }));
  const ports = { config: { ...config, locations: old }, system, store: line.store };
  const operator = { principal: 'test', actionId: `cli-${system.newId(system.now())}` };
  const emergencyType = config.emergencyTypes[0]?.id ?? '';
  await breakGlass(ports, operator, { locationId: 'Old', action, emergencyType, reason: 'test' });
  await line.caughtUp();
};

export type Finding = { name: string; ok: boolean | null; message: string; todo?: string };
/** The tables of the local line. */
const TABLES: Record<string, GuardedTable> = {
  [LOCAL_NAMES.EVENTS_TABLE]: 'events',
  [LOCAL_NAMES.BOARD_TABLE]: 'board',
  [LOCAL_NAMES.DIRECTORY_TABLE]: 'directory',
  [LOCAL_NAMES.SUBJECT_KEYS_TABLE]: 'subjectKeys',
};

export type Wrong = {
  config?: Parameters<typeof deployedConfig>[0];
  account?: (account: AwsAccount) => Partial<AwsAccount>;
  tables?: Partial<Tables>;
  /** An operation that is denied. */
  denied?: string;
};

/** The customers' number was claimed: only the account has the real one. */
export const CLAIMED: Wrong = {
  config: ({ connect }) => {
    const { numbers, ...rest } = connect as { numbers: object };
    const claim = { country: 'SG', type: 'DID' };
    return { connect: { ...rest, numbers: { ...numbers, '+6568000002': { claim } } } };
  },
  account: ({ flows, numbers, stacks: [bootstrap, line] }) => ({
    flows: flows.map((flow) => ({
      ...flow,
      content: flow.content.replaceAll('"+6568000002"', '"+6531110009"'),
    })),
    numbers: numbers.map((one) => (one.number === '+6568000002' ? { ...one, number: '+6531110009' } : one)),
    stacks: [bootstrap, line].flatMap((stack) => stack ?? []),
  }),
};

/** Runs the doctor on a simulated deployment of the line, with its faults. */
export const runDoctor = async (
  { config, account = () => ({}), tables = {}, denied }: Wrong = {},
  args = ['--json'],
  run = emergencyHere,
) => {
  const configFile = deployedConfig(config);
  const front = await tableFront(line.services.dynamo.endpoint, {
    recovery: true,
    deletionProtection: true,
    policy: (table) =>
      tablePolicy(
        deploymentOf(parseConfig(readFileSync(configFile, 'utf8'), configFile)),
        TABLES[table] ?? 'events',
      ).toJSON(),
    ...tables,
  });
  onTestFinished(front.close);
  const deployed: AwsAccount = {
    ...deployedAccount(configFile),
    logLines: (group) =>
      lines.filter((text) => group === `/aws/lambda/EmergencyLine-${JSON.parse(text).function}`),
  };
  const deployment = await withAccount(Object.assign(deployed, account(deployed)), configFile);
  if (denied) deployment.refuse(denied, 'AccessDenied');
  const called: AwsCall[] = [];
  const operate = functionUrl(SESSIONS, createOperate(line.ctx));
  const url = await startFunctionUrl(
    (event) => {
      for (const action of ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'])
        called.push({ action, target: 'operate', streams: [] });
      return operate(event);
    },
    () => sessionArn('Doctor', 'dora'),
  );
  onTestFinished(url.close);
  for (const { outputs } of deployed.stacks)
    if (outputs.Environment !== undefined)
      outputs.Environment = JSON.stringify({ ...JSON.parse(outputs.Environment), OPERATE_URL: url.url });
  const recorder = await startRecorder(front.endpoint, called);
  onTestFinished(recorder.close);
  const keys = await startRecorder(line.services.fakeAws.endpoint, called);
  onTestFinished(keys.close);
  const env = {
    ...deployment.env,
    AWS_ENDPOINT_URL_DYNAMODB: recorder.endpoint,
    AWS_ENDPOINT_URL_KMS: keys.endpoint,
  };
  const ran = await run(['doctor', ...args], env);
  return {
    ...ran,
    asked: deployment.asked(),
    edge: deployment.edge,
    calls: [...called, ...accountCalls(deployment.calls)],
  };
};

export const findings = (ran: Ran): Finding[] => answered(ran).checks as Finding[];
export const wrongOf = (ran: Ran): string[] =>
  findings(ran)
    .filter(({ ok }) => ok !== true)
    .map(({ name, message }) => `${name}: ${message}`);
