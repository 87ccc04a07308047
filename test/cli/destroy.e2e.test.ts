import { describe, expect, it } from 'vitest';
import { bootstrap, deployedAccount, deployedStack } from '../kit/aws-account/deployed-account.ts';
import { answered, withAccount } from '../kit/aws-account/with-account.ts';
import { emergency } from './command.ts';
import { CUSTOMER_NUMBER, deployedConfig } from './deployed-config.ts';
import { fakeCdk } from './fake-cdk.ts';
import { emergencyHere } from './in-process.ts';

const destroying = async (args: string[], typed = '', run = emergencyHere) => {
  const cdk = fakeCdk([
    'EmergencyLine |  1 | 7:46:50 AM | DELETE_COMPLETE | AWS::Lambda::Function | OneTimePin',
  ]);
  const configFile = deployedConfig();
  const stack = deployedStack();
  const account = {
    ...deployedAccount(configFile),
    get stacks() {
      return cdk.ran() === null ? [bootstrap(), stack] : [bootstrap()];
    },
  };
  const { env, asked } = await withAccount(account, configFile);
  const ran = await run(['destroy', ...args], { ...env, PATH: cdk.PATH }, typed);
  return { ...ran, asked: asked(), cdk: cdk.ran(), stack };
};

describe('emergency destroy', () => {
  it('lists what it retains and why before it asks for confirmation', async () => {
    const { out, cdk } = await destroying([], 'no\n');
    expect(out).toMatch(/^Acting as arn:aws:iam::111122223333:role\/Operator\n/);
    expect(out).toContain(
      'EmergencyLine in account 111122223333, ap-southeast-1: 3 resources will be deleted.',
    );
    expect(out).toContain('AWS::DynamoDB::Table EmergencyLine-Events: the event log: every change');
    expect(out).toContain(
      'AWS::KMS::Key 1234abcd-12ab-34cd-56ef-1234567890ab: a key: the data it encrypts is retained',
    );
    expect(out).toContain(`phone-number/${CUSTOMER_NUMBER.id}: a number that callers know`);
    expect(cdk).toBeNull();
  });

  it.each(['', 'no\n', 'emergencyline\n', 'yes\n'])(
    'deletes nothing and exits 2 when %j is typed',
    async (typed) => {
      const { status, err, cdk, stack } = await destroying([], typed);
      expect(err).toContain('nothing was deleted: EmergencyLine was not typed');
      expect({ status, cdk, protected: stack.protected }).toStrictEqual({
        status: 2,
        cdk: null,
        protected: true,
      });
    },
  );

  it('turns termination protection off and deletes the stack when the name is typed', async () => {
    const { status, cdk, stack, asked, out } = await destroying([], 'EmergencyLine\n', emergency);
    expect(status).toBe(0);
    expect(stack.protected).toBe(false);
    expect(cdk?.args).toStrictEqual('destroy --all --force --ci --no-color'.split(' '));
    expect(asked).toStrictEqual([
      'sts GetCallerIdentity',
      'cloudformation DescribeStacks',
      'cloudformation ListStackResources',
      'cloudformation GetTemplate',
      'cloudformation UpdateTerminationProtection',
    ]);
    expect(out).toContain('EmergencyLine was deleted; the resources listed above as retained remain.');
  });

  it('needs no confirmation with --yes, and prints one document with --json', async () => {
    const ran = await destroying(['--yes', '--json']);
    expect(answered(ran)).toMatchObject({ ok: true, stack: 'EmergencyLine' });
    expect((answered(ran).kept as unknown[]).length).toBe(3);
  });

  it('deletes nothing when it is stopped at its question, and says so', async () => {
    const configFile = deployedConfig();
    const cdk = fakeCdk([]);
    const { env } = await withAccount(deployedAccount(configFile), configFile);
    const ran = await emergencyHere(['destroy'], { ...env, PATH: cdk.PATH }, '', (text) => {
      if (text.includes('Type EmergencyLine')) queueMicrotask(() => process.emit('SIGTERM', 'SIGTERM'));
    });
    expect(ran.status).toBe(143);
    expect(ran.err).toContain('emergency: stopped by SIGTERM: nothing was deleted\n');
    expect(cdk.ran()).toBeNull();
  });

  it('exits 2 when there is no such stack', async () => {
    const configFile = deployedConfig();
    const { env } = await withAccount({ ...deployedAccount(configFile), stacks: [] }, configFile);
    const { status, err } = await emergencyHere(['destroy', '--yes'], env);
    expect({ status, err }).toStrictEqual({
      status: 2,
      err: 'emergency: there is no stack EmergencyLine in account 111122223333, ap-southeast-1\n',
    });
  });
});
