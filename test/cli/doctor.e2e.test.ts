import { describe, expect, it } from 'vitest';
import { grantsOf } from '../../infra/grants.ts';
import { notGranted, notUsed } from '../infra/calls.ts';
import { deployedStack } from '../kit/aws-account/deployed-account.ts';
import { configOf, EUM, NOTIFY } from '../kit/configs.ts';
import { emergency } from './command.ts';
import { INSTANCE } from './deployed-config.ts';
import { CLAIMED, findings, line, runDoctor, type Wrong, wrongOf } from './examined.ts';

describe('emergency doctor', () => {
  it('finds nothing wrong with a line that is as it should be, and exits 0', async () => {
    const ran = await runDoctor({}, ['--json'], emergency);
    expect(wrongOf(ran)).toStrictEqual([]);
    expect({ status: ran.status, err: ran.err }).toStrictEqual({ status: 0, err: '' });
    expect(findings(ran).map(({ name }) => name)).toStrictEqual([
      'credentials',
      'clock',
      'stack EmergencyLine',
      'event log, point-in-time recovery',
      'event log, deletion protection',
      'event log, stream',
      'administrators’ keys, point-in-time recovery',
      'administrators’ keys, deletion protection',
      'event log, policy',
      'event log, checkpoint',
      'Lambda concurrency',
      'CloudTrail',
      ...['OneTimePin', 'VerifyPin', 'CheckEmergency', 'UpdateEmergency'].map((name) => `Lambda ${name}`),
      ...['Authentication', 'Update', 'Update_Placeholder', 'Demo'].map(
        (name) => `flow EmergencyLine-Emergency_${name} of ${INSTANCE}`,
      ),
      'number +6568000001',
      'number +6568000002',
      'texts, account tier',
      'texts, spending limit',
      'texts, sender id in SG',
      'texts, dry run',
      ...['Singapore', 'Manila', 'Sydney'].map((name) => `administrators of ${name}`),
      'numbers looked up',
      'drill, log',
      'drill, projector',
      'drill, bus',
    ]);
    expect(ran.asked).toStrictEqual([
      'sts GetCallerIdentity',
      'cloudformation DescribeStacks',
      'lambda GetAccountSettings',
      'cloudtrail DescribeTrails',
      'cloudtrail GetTrailStatus',
      'cloudtrail GetEventSelectors',
      'lambda GetPolicy',
      'connect ListContactFlows',
      'connect DescribeContactFlow',
      'connect ListPhoneNumbersV2',
      'connect ListFlowAssociations',
      'end-user-messaging DescribeAccountAttributes',
      'end-user-messaging DescribeAccountLimits',
      'end-user-messaging DescribeSpendLimits',
      'end-user-messaging DescribeSenderIds',
      'end-user-messaging SendTextMessage',
      'logs FilterLogEvents',
    ]);
  });

  it('texts nobody, touches no location, and leaves one drill on the bus', async () => {
    const before = (await line.bus()).length;
    const { edge } = await runDoctor();
    expect(await edge.messages('+6591110001')).toStrictEqual([]);
    expect(await line.board()).toStrictEqual([]);
    const published = (await line.bus()).slice(before);
    expect(published.map(({ detailType }) => detailType)).toStrictEqual(['DrillHeld']);
  });

  it.each([
    ['End User Messaging', EUM],
    ['Notify', NOTIFY],
  ])(
    'does what its role has grants for, and has no grant it does not use, with texts by %s',
    async (_, sms) => {
      const { Doctor } = grantsOf(configOf({ sms }));
      const config: Wrong['config'] = (deployed) => ({ ...CLAIMED.config?.(deployed), sms });
      const ran = await runDoctor({ ...CLAIMED, config }, ['--json', '--ring']);
      const { calls } = ran;
      expect(wrongOf(ran)).toStrictEqual([]);
      expect(notGranted(Doctor, calls)).toStrictEqual([]);
      expect(notUsed(Doctor, calls)).toStrictEqual([]);
    },
  );

  it('knows a claimed number by what Connect gave', async () => {
    const ran = await runDoctor(CLAIMED);
    expect(wrongOf(ran)).toStrictEqual([]);
    expect(findings(ran).map(({ name }) => name)).toContain('number +6531110009');
  });

  it('looks at all the same when it may not look at something', async () => {
    const ran = await runDoctor({ ...CLAIMED, denied: 'ListStackResources' });
    expect(wrongOf(ran)).toStrictEqual([`instance ${INSTANCE}: cannot be looked at: AccessDenied`]);
    expect(findings(ran).at(-1)).toMatchObject({ name: 'drill, bus', ok: true });
  });

  it('says it in lines that people read, and no telephone number of an administrator', async () => {
    const { out } = await runDoctor({ tables: { recovery: false } }, []);
    expect(out).toContain('ok   Lambda OneTimePin: Connect may call it for the instance\n');
    expect(out).toContain(
      'FAIL event log, point-in-time recovery: off\n       run: emergency deploy, and find out in CloudTrail who changed the table\n',
    );
    expect(out).toMatch(/2 of 28 lines FAIL\.\n$/);
    expect(out).not.toMatch(/\+6591110001|\+6591110002/);
  });

  it.each<[string, Wrong, string[]]>([
    [
      'tables that can be deleted',
      { tables: { deletionProtection: false } },
      ['event log, deletion protection: off', 'administrators’ keys, deletion protection: off'],
    ],
    [
      'a log whose policy was taken off',
      { tables: { policy: { Version: '2012-10-17', Statement: [] } } },
      [
        expect.stringMatching(
          /^event log, policy: does not refuse dynamodb:UpdateItem, .*dynamodb:PutItem, dynamodb:DeleteTable/,
        ),
      ],
    ],
    [
      'a Lambda that Connect may not call, and one that others’ instances may',
      {
        account: ({ functions }) => ({
          functions: {
            ...functions,
            'EmergencyLine-OneTimePin': [],
            'EmergencyLine-VerifyPin': JSON.parse(
              JSON.stringify(functions['EmergencyLine-VerifyPin']).replace(/instance\/[^"]*/, 'instance/*'),
            ),
          },
        }),
      },
      [
        `Lambda OneTimePin: Connect may not call it for arn:aws:connect:ap-southeast-1:111122223333:instance/${INSTANCE}`,
        `Lambda VerifyPin: Connect may not call it for arn:aws:connect:ap-southeast-1:111122223333:instance/${INSTANCE}`,
      ],
    ],
    [
      'a flow changed by hand, one that is a draft, and one that is gone',
      {
        account: ({ flows }) => ({
          flows: flows.flatMap((flow) => {
            if (flow.name === 'EmergencyLine-Emergency_Demo')
              return {
                ...flow,
                content: flow.content.replace('"InputTimeLimitSeconds":"', '"InputTimeLimitSeconds":"1'),
              };
            if (flow.name === 'EmergencyLine-Emergency_Update') return { ...flow, status: 'SAVED' as const };
            return flow.name === 'EmergencyLine-Emergency_Update_Placeholder' ? [] : flow;
          }),
        }),
      },
      [
        `flow EmergencyLine-Emergency_Update of ${INSTANCE}: is saved and not published`,
        `flow EmergencyLine-Emergency_Update_Placeholder of ${INSTANCE}: is not there`,
        expect.stringMatching(
          /^flow EmergencyLine-Emergency_Demo of .*: is not the one rendered: block ".+" differs$/,
        ),
      ],
    ],
    [
      'a number that leads elsewhere, and one the instance has not',
      {
        account: ({ numbers: [admin] }) => ({
          numbers: admin ? [{ ...admin, flowId: 'flow-demo' }] : [],
        }),
      },
      [
        'number +6568000001: leads to EmergencyLine-Emergency_Demo and not to EmergencyLine-Emergency_Authentication',
        'number +6568000002: is no number of the instance',
      ],
    ],
    [
      'an account in which nothing feeds the rules of log-guard',
      { account: () => ({ trails: [] }) },
      ['CloudTrail: there is no trail: nobody is told who reaches for the log (log-guard)'],
    ],
    [
      'a stack that was rolled back',
      {
        account: ({ stacks }) => ({
          stacks: [...stacks.slice(0, 1), { ...deployedStack(), status: 'UPDATE_ROLLBACK_COMPLETE' }],
        }),
      },
      ['stack EmergencyLine: UPDATE_ROLLBACK_COMPLETE'],
    ],
    [
      'a stack of texts in another Region that is not there',
      { config: ({ sms }) => ({ sms: { ...(sms as object), region: 'us-east-1' } }) },
      ['stack EmergencyLine-Texts-ap-southeast-1: is not there'],
    ],
    [
      'an account that may not text: in the sandbox, of little money, without its sender id',
      { account: () => ({ texts: { tier: 'SANDBOX', limit: 1, senderIds: [] } }) },
      [
        'texts, account tier: SANDBOX: only verified numbers can be texted; 2 of 10 are',
        'texts, spending limit: 1 US dollars a month of at most 1: that of a new account',
        'texts, sender id in SG: EMERGENCY is not in the account',
      ],
    ],
    [
      'texts by Pinpoint, which cannot be tried',
      {
        config: () => ({
          sms: { provider: 'pinpoint', senderId: 'EMERGENCY', applicationId: '0'.repeat(32) },
        }),
      },
      ['texts, dry run: Pinpoint has none'],
    ],
  ])('finds %s', async (_, wrong, says) => {
    const ran = await runDoctor(wrong);
    expect(wrongOf(ran)).toStrictEqual(says);
  });

  it('exits 2 when there is no line to look at', async () => {
    const { status, err } = await runDoctor({ account: () => ({ stacks: [] }) });
    expect({ status, code: JSON.parse(err).error.message }).toStrictEqual({
      status: 2,
      code: 'there is no stack EmergencyLine in account 111122223333, ap-southeast-1; run: emergency deploy',
    });
  });
});
