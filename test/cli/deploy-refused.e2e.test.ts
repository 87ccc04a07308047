import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deployedAccount } from '../kit/aws-account/deployed-account.ts';
import { withAccount } from '../kit/aws-account/with-account.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { deployedConfig } from './deployed-config.ts';
import { fakeCdk } from './fake-cdk.ts';
import { emergencyHere } from './in-process.ts';

describe('emergency deploy', () => {
  it.each([
    [
      'an invalid configuration, with the path of the fault',
      { locations: [] },
      {},
      /locations: must not be empty/,
    ],
    [
      'the placeholder sender of the shipped configuration',
      { sms: JSON.parse(readFileSync(CONFIG_FILE, 'utf8')).sms },
      {},
      /sms.originationIdentity is still REPLACE-ME: name a number, pool or sender id of your account/,
    ],
    [
      'credentials of another account',
      {},
      { id: '999999999999' },
      /these credentials belong to account 999999999999, but connect.instanceArn .* is in account 111122223333/,
    ],
    [
      'an account in which the CDK is not bootstrapped',
      {},
      { stacks: [] },
      /no role arn:aws:iam::111122223333:role\/cdk-hnb659fds-cfn-exec-role-111122223333-ap-southeast-1; run once: npx cdk bootstrap aws:\/\/111122223333\/ap-southeast-1/,
    ],
    [
      'a deploy role that does not exist',
      { deployment: { deployRole: 'arn:aws:iam::111122223333:role/path/gone' } },
      {},
      /deployment\.deployRole: there is no role arn:aws:iam::111122223333:role\/path\/gone/,
    ],
  ])('exits 2 and runs nothing for %s', async (_, fault, account, message) => {
    const cdk = fakeCdk([]);
    const configFile = deployedConfig(() => fault);
    const good = deployedAccount(deployedConfig());
    const { env } = await withAccount({ ...good, ...account }, configFile);
    const { status, err } = await emergencyHere(['deploy'], { ...env, PATH: cdk.PATH });
    expect(err).toMatch(message);
    expect({ status, ran: cdk.ran() }).toStrictEqual({ status: 2, ran: null });
  });

  it.each([
    ['there are none', { AWS_ACCESS_KEY_ID: '' }, /there are no AWS credentials in this shell; sign in/],
    [
      'AWS cannot be reached',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' },
      /AWS cannot be reached in ap-southeast-1 \(ECONNREFUSED\); check the network/,
    ],
    ['AWS rejects them', {}, /AWS rejected these credentials \(InvalidClientTokenId\); sign in/],
  ])('exits 2 and explains how to get credentials when %s', async (_, without, message) => {
    const cdk = fakeCdk([]);
    const configFile = deployedConfig();
    const { env, refuse } = await withAccount(deployedAccount(configFile), configFile);
    refuse('GetCallerIdentity', 'InvalidClientTokenId');
    const nowhere = { AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_EC2_METADATA_DISABLED: 'true' };
    const { status, err } = await emergencyHere(['deploy'], {
      ...env,
      ...nowhere,
      ...without,
      PATH: cdk.PATH,
    });
    expect(err).toMatch(message);
    expect({ status, ran: cdk.ran() }).toStrictEqual({ status: 2, ran: null });
  });
});
