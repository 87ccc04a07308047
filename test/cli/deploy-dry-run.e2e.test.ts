import { describe, expect, it } from 'vitest';
import { deployedAccount } from '../kit/aws-account/deployed-account.ts';
import { answered, withAccount } from '../kit/aws-account/with-account.ts';
import { deployedConfig } from './deployed-config.ts';
import { fakeCdk } from './fake-cdk.ts';
import { emergencyHere } from './in-process.ts';

describe('emergency deploy --dry-run', () => {
  const DIFF = [
    'WARNING connect.numbers has no entry (Annotation)',
    'Stack EmergencyLine',
    'Resources',
    '[-] AWS::SNS::Topic Extra destroy',
    '[+] AWS::Lambda::Function LineFunctions/OneTimePin/Function LineFunctionsOneTimePinFunction5958B843',
    '[~] AWS::DynamoDB::Table EventLog/Events EventLogEventsB157D130 replace',
    ' └─ [~] TableName (requires replacement)',
    '[~] AWS::Lambda::Function VerifyPin VerifyPin028DCD40 may be replaced',
    '✨  Number of stacks with differences: 1',
  ];
  const dryRun = async (cdk: ReturnType<typeof fakeCdk>, ...args: string[]) => {
    const configFile = deployedConfig();
    const { env, asked } = await withAccount(deployedAccount(configFile), configFile);
    const ran = await emergencyHere(['deploy', '--dry-run', ...args], { ...env, PATH: cdk.PATH });
    return { ...ran, asked: asked() };
  };

  it('shows what would change, and only reads', async () => {
    const cdk = fakeCdk(DIFF);
    const { status, out, asked } = await dryRun(cdk);
    expect(status).toBe(0);
    expect(out).toContain('[-] AWS::SNS::Topic Extra destroy\n[+] AWS::Lambda::Function');
    expect(out).not.toContain('Number of stacks');
    expect(out).toMatch(
      /\n\nDry run: 1 resource to create, 2 to change \(1 by replacement\), 1 to remove\. Nothing was deployed\.\n$/,
    );
    expect(cdk.runs().map(({ args, first }) => [args[0], first])).toStrictEqual([
      ['synth', undefined],
      ['diff', undefined],
    ]);
    expect(cdk.ran()?.args.join(' ')).toContain('diff --method template');
    expect(
      asked.filter((call) => !/ (Get|Describe|List|Query|Scan|BatchGet|Search)/.test(call)),
    ).toStrictEqual([]);
  });

  it('prints the changes as one document with --json', async () => {
    const ran = await dryRun(fakeCdk(DIFF), '--json');
    const { changes, ...rest } = answered(ran);
    expect(rest).toMatchObject({ ok: true, dryRun: true, stack: 'EmergencyLine' });
    expect(changes).toStrictEqual([
      { stack: 'EmergencyLine', action: 'remove', type: 'AWS::SNS::Topic', path: 'Extra', effect: 'destroy' },
      {
        stack: 'EmergencyLine',
        action: 'create',
        type: 'AWS::Lambda::Function',
        path: 'LineFunctions/OneTimePin/Function',
        effect: null,
      },
      {
        stack: 'EmergencyLine',
        action: 'change',
        type: 'AWS::DynamoDB::Table',
        path: 'EventLog/Events',
        effect: 'replace',
      },
      {
        stack: 'EmergencyLine',
        action: 'change',
        type: 'AWS::Lambda::Function',
        path: 'VerifyPin',
        effect: 'may be replaced',
      },
    ]);
  });

  it('says that nothing would change, and fails when the CDK does', async () => {
    expect((await dryRun(fakeCdk(['Stack EmergencyLine', 'There were no differences']))).out).toContain(
      'There were no differences\n\nDry run: no resource would change. Nothing was deployed.\n',
    );
    expect(await dryRun(fakeCdk(['no lookup role'], { status: 1 }))).toMatchObject({
      status: 2,
      out: expect.stringContaining('no lookup role'),
      err: 'emergency: the CDK could not compare: the failure is shown above. Nothing was deployed\n',
    });
  });
});
