import type { Stage } from 'aws-cdk-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../domain/config/config.ts';
import { acknowledgements } from '../../infra/acknowledgements.ts';
import { deploymentOf } from '../../infra/deployment.ts';
import { lineApp } from '../../infra/line-app.ts';
import { rulePacks } from '../../infra/rule-packs.ts';
import { configOf, NOTIFY, PINPOINT } from '../kit/configs.ts';
import { emptyBundles } from '../kit/synthesized.ts';

const { connect } = configOf();
const EUM = { provider: 'end-user-messaging', senderId: 'EMERGENCY', originationIdentity: 'pool-1' };
/** A configuration with every optional resource. */
const full = {
  connect: {
    ...connect,
    allowAnyInstance: true,
    numbers: {
      '+6568000001': { id: '11111111-2222-4333-8444-555555555555' },
      '+6568000002': { claim: { country: 'SG', type: 'DID' } },
    },
  },
  deployment: {
    organizationId: 'o-abcdefghij',
    trail: true,
    notify: { emails: ['desk@example.com'], phones: ['+6591110009'] },
    alarms: { emails: ['ops@example.com'] },
  },
};
const CONFIGS: [string, Config][] = [
  ['End User Messaging', configOf({ ...full, sms: EUM })],
  ['End User Messaging in another Region', configOf({ ...full, sms: { ...EUM, region: 'us-east-1' } })],
  ['Pinpoint', configOf({ ...full, sms: PINPOINT })],
  ['Notify', configOf({ ...full, sms: NOTIFY })],
];

/** `rule on path` for every finding that is not acknowledged. */
const findings = (scope: Stage): string[] => {
  process.env.JSII_DEPRECATED = 'quiet';
  return rulePacks().flatMap((pack) =>
    pack
      .validateScope(scope)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath }) => `${ruleName} on ${constructPath}`),
      ),
  );
};

describe.each(CONFIGS)('with texts by %s', (_, config) => {
  const reasons = acknowledgements(deploymentOf(config));
  let open: string[];
  let found: string[];
  beforeAll(() => {
    open = findings(lineApp(config, emptyBundles()));
    found = findings(lineApp(config, emptyBundles(), {}, []));
  });

  it('AwsSolutions, Serverless and NIST 800-53 r5 have no unacknowledged finding', () => {
    expect(open).toStrictEqual([]);
  });

  it('AwsSolutions has findings on wildcard resources and the dead-letter queue only', () => {
    const rules = new Set(
      found.filter((one) => one.startsWith('AwsSolutions')).map((one) => one.split(/[[ ]/)[0]),
    );
    expect([...rules].sort()).toStrictEqual(['AwsSolutions-IAM5', 'AwsSolutions-SQS3']);
    expect(found.filter((one) => one.includes('IAM5[Action'))).toStrictEqual([]);
  });

  it('Serverless has findings on dead-letter queues and failure destinations only', () => {
    const rules = new Set(
      found.filter((one) => one.startsWith('Serverless')).map((one) => one.split(' ')[0]),
    );
    expect([...rules].sort()).toStrictEqual([
      'Serverless-LambdaAsyncFailureDestination',
      'Serverless-LambdaDLQ',
      'Serverless-SQSRedrivePolicy',
    ]);
  });

  it('every acknowledgement has a reason of more than 20 characters', () => {
    for (const { reason } of reasons) expect(reason.length).toBeGreaterThan(20);
  });
});

it('no acknowledgement outlives its finding', () => {
  const found = CONFIGS.flatMap(([, config]) => findings(lineApp(config, emptyBundles(), {}, [])));
  const reasons = CONFIGS.flatMap(([, config]) => acknowledgements(deploymentOf(config)));
  const idle = reasons.filter(
    ({ id, on }) => !found.some((one) => one.startsWith(`${id} on `) && on.test(one.slice(id.length + 4))),
  );
  expect(idle.map(({ id, on }) => `${id} on ${on}`)).toStrictEqual([]);
});
