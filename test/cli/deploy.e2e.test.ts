import { describe, expect, it } from 'vitest';
import { bootstrap, deployedAccount, deployedStack } from '../kit/aws-account/deployed-account.ts';
import { answered, withAccount } from '../kit/aws-account/with-account.ts';
import { emergency } from './command.ts';
import { deployedConfig } from './deployed-config.ts';
import { fakeCdk } from './fake-cdk.ts';
import { emergencyHere } from './in-process.ts';

const EVENTS = [
  'EmergencyLine: deploying... [1/1]',
  'EmergencyLine |  0/80 | 7:46:46 AM | CREATE_IN_PROGRESS   | AWS::KMS::Key | Keys/Log (KeysLog1234)',
  'EmergencyLine |  1/80 | 7:46:50 AM | CREATE_COMPLETE      | AWS::KMS::Key | Keys/Log (KeysLog1234)',
];

/** An account without the line until the CDK has run. */
const empty = (configFile: string, cdk: ReturnType<typeof fakeCdk>) => ({
  ...deployedAccount(configFile),
  get stacks() {
    return cdk.ran() === null ? [bootstrap()] : [bootstrap(), deployedStack()];
  },
});

const deploying = async (cdk = fakeCdk(EVENTS), args: string[] = [], run = emergencyHere) => {
  const configFile = deployedConfig();
  const { env, asked } = await withAccount(empty(configFile, cdk), configFile);
  const ran = await run(['deploy', ...args], { ...env, PATH: cdk.PATH });
  return { ...ran, asked: asked(), runs: cdk.runs(), configFile };
};

describe('emergency deploy', () => {
  it('checks the account, then runs the CDK on the configuration from the product’s folder', async () => {
    const { status, err, asked, runs, configFile } = await deploying(fakeCdk(EVENTS), [], emergency);
    expect({ status, err }).toStrictEqual({ status: 0, err: '' });
    expect(asked).toStrictEqual([
      'sts GetCallerIdentity',
      'cloudcontrolapi GetResource',
      'cloudformation DescribeStacks',
      'lambda GetAccountSettings',
    ]);
    for (const { cwd, config } of runs)
      expect({ cwd, config }).toStrictEqual({ cwd: process.cwd(), config: configFile });
  });

  it('deploys for the first time without rollback and protection, then in the final form', async () => {
    const { runs } = await deploying();
    const deploy = 'deploy --require-approval never --progress events --ci --no-color';
    expect(runs.map(({ args, first }) => [args.join(' ').replace(/\/\S+/, 'DIR'), first])).toStrictEqual([
      ['synth --quiet --output DIR', '1'],
      [`${deploy} --app DIR EmergencyLine --exclusively --no-rollback`, undefined],
      [`${deploy} --all`, undefined],
    ]);
  });

  it('deploys a complete stack once, with rollback', async () => {
    const cdk = fakeCdk(EVENTS);
    const configFile = deployedConfig();
    const { env } = await withAccount(deployedAccount(configFile), configFile);
    await emergencyHere(['deploy'], { ...env, PATH: cdk.PATH });
    expect(cdk.runs().map(({ args: [command], first }) => [command, first])).toStrictEqual([
      ['synth', undefined],
      ['deploy', undefined],
    ]);
    expect(cdk.ran()?.args).not.toContain('--no-rollback');
  });

  it('has CloudFormation assume the configured deploy role, which alone may change the log’s table', async () => {
    const cdk = fakeCdk(EVENTS);
    const deployRole = 'arn:aws:iam::111122223333:role/deployer';
    const configFile = deployedConfig(() => ({ deployment: { deployRole } }));
    const account = { ...deployedAccount(configFile), others: ['AWS::IAM::Role deployer'] };
    const { env } = await withAccount(account, configFile);
    await emergencyHere(['deploy'], { ...env, PATH: cdk.PATH });
    expect(cdk.ran()?.args.join(' ')).toContain(`--role-arn ${deployRole}`);
  });

  it('prints its progress, the outputs, and the next steps', async () => {
    const { out } = await deploying();
    expect(out).toMatch(/^Acting as arn:aws:iam::111122223333:role\/Operator\n/);
    expect(out).toContain('Creating EmergencyLine in account 111122223333, ap-southeast-1.');
    expect(out).toContain('  1 of 80 created: AWS::KMS::Key Keys/Log\n');
    expect(out).not.toContain('IN_PROGRESS');
    expect(out).toContain('EmergencyLine is CREATE_COMPLETE.\n  BusName: EmergencyLine\n');
    expect(out).toContain('1. Call +6568000001, +6568000002 and check that each is answered.');
    expect(out).toMatch(/2\. Enroll the first administrators, at least two for each location/);
    expect(out).toContain(
      '3. Check the deployment: as the role EmergencyLine-Doctor-ap-southeast-1, emergency doctor',
    );
  });

  it('prints one document, and its progress to standard error, with --json', async () => {
    const ran = await deploying(fakeCdk(EVENTS), ['--json']);
    expect(answered(ran)).toMatchObject({ ok: true, stack: 'EmergencyLine', status: 'CREATE_COMPLETE' });
    expect(ran.err).toContain('1 of 80 created');
  });

  it('says so when nothing was changed, and by what it prints as --json', async () => {
    const unchanged = ['', ' ✅  EmergencyLine (no changes)', '✨  Deployment time: 2.1s'];
    const configFile = deployedConfig();
    const { env } = await withAccount(deployedAccount(configFile), configFile);
    const again = (...args: string[]) =>
      emergencyHere(['deploy', ...args], { ...env, PATH: fakeCdk(unchanged).PATH });
    const { status, out } = await again();
    expect(status).toBe(0);
    expect(out).toContain(
      'Nothing was changed: EmergencyLine has this configuration and version already.\n  BusName: EmergencyLine\n',
    );
    expect(out).not.toContain('Next:');
    expect(answered(await again('--json'))).toMatchObject({ ok: true, changed: false });
    expect(answered(await deploying(fakeCdk(EVENTS), ['--json']))).toMatchObject({ changed: true });
  });

  it('exits 1 and prints what failed when CloudFormation rolls back', async () => {
    const failed =
      'EmergencyLine |  2/80 | 7:46:50 AM | CREATE_FAILED | AWS::Connect::ContactFlow | Connect/Flow (Flow12) InvalidContactFlow';
    const { status, out } = await deploying(fakeCdk([failed], { status: 1 }));
    expect(status).toBe(1);
    expect(out).toContain('  FAIL AWS::Connect::ContactFlow Connect/Flow InvalidContactFlow: CREATE_FAILED');
    expect(out).toContain('EmergencyLine was not deployed');
  });

  it.each([
    ['SIGTERM', 143, 'stopped by SIGTERM'],
    ['SIGINT', 130, 'stopped by Ctrl-C'],
  ] as const)(
    'ends at %s with status %i, and says that CloudFormation continues',
    async (signal, status, by) => {
      const configFile = deployedConfig();
      const account = deployedAccount(configFile);
      const cdk = fakeCdk(EVENTS, { hangs: true });
      const { env } = await withAccount(account, configFile);
      const ran = await emergencyHere(['deploy'], { ...env, PATH: cdk.PATH }, '', (text) => {
        if (!text.includes('1 of 80 created')) return;
        for (const stack of account.stacks)
          if (stack.name === 'EmergencyLine') stack.status = 'UPDATE_IN_PROGRESS';
        process.emit(signal, signal);
      });
      expect({ status: ran.status, err: ran.err }).toStrictEqual({
        status,
        err: `emergency: ${by}: CloudFormation continues without this command: EmergencyLine is UPDATE_IN_PROGRESS; wait until that has ended (CloudFormation console), then run emergency deploy again\n`,
      });
    },
  );

  it('ignores a CDK CLI that does not match its library', async () => {
    const other = fakeCdk(EVENTS, { version: '3.0.0 (build other)' });
    const right = fakeCdk(EVENTS);
    const { status } = await deploying({ ...right, PATH: `${other.folder}:${right.PATH}` });
    expect({ status, other: other.ran() }).toStrictEqual({ status: 0, other: null });
  });
});
