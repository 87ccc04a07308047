import { describe, expect, it } from 'vitest';
import { deployedStack } from '../kit/aws-account/deployed-account.ts';
import { whole } from '../kit/sample.ts';
import { INSTANCE } from './deployed-config.ts';
import { runDoctor, startExamined, type Wrong, wrongOf } from './run-doctor.ts';

startExamined();

describe('emergency doctor', () => {
  const FAULTS: [string, Wrong, string[]][] = [
    [
      'tables that can be deleted',
      { tables: { deletionProtection: false } },
      ['event log, deletion protection: off', 'administrators’ keys, deletion protection: off'],
    ],
    [
      'tables without their resource policies',
      { tables: { policy: () => ({ Version: '2012-10-17', Statement: [] }) } },
      ['event log', 'board', 'directory', 'administrators’ keys'].map((table) =>
        expect.stringMatching(
          new RegExp(
            `^${table}, policy: does not deny dynamodb:UpdateItem, .*dynamodb:PutItem, .*dynamodb:DeleteTable`,
          ),
        ),
      ),
    ],
    [
      'a Lambda of operators that somebody may invoke past its URL',
      {
        account: ({ functions }) => ({
          functions: {
            ...functions,
            'EmergencyLine-Operate': [
              { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'lambda:InvokeFunction', Condition: {} },
            ],
          },
        }),
      },
      [expect.stringMatching(/^Lambda Operate: its own policy has 1 statements that allow to invoke it/)],
    ],
    [
      'a Lambda that Connect may not invoke, and one that foreign instances may',
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
        `Lambda OneTimePin: Connect may not invoke it from arn:aws:connect:ap-southeast-1:111122223333:instance/${INSTANCE}`,
        `Lambda VerifyPin: Connect may not invoke it from arn:aws:connect:ap-southeast-1:111122223333:instance/${INSTANCE}`,
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
        `flow EmergencyLine-Emergency_Update of ${INSTANCE}: is saved but not published`,
        `flow EmergencyLine-Emergency_Update_Placeholder of ${INSTANCE}: does not exist`,
        expect.stringMatching(
          /^flow EmergencyLine-Emergency_Demo of .*: differs from the rendered flow: block ".+" differs$/,
        ),
      ],
    ],
    [
      'a number that is associated with another flow, and one that is not claimed',
      {
        account: ({ numbers: [admin] }) => ({
          numbers: admin ? [{ ...admin, flowId: 'flow-demo' }] : [],
        }),
      },
      [
        'number +6568000001: associated with EmergencyLine-Emergency_Demo, not with EmergencyLine-Emergency_Authentication',
        'number +6568000002: is not claimed for this instance',
      ],
    ],
    [
      'an account without a trail for the rules of log-guard',
      { account: () => ({ trails: [] }) },
      ['CloudTrail: there is no trail, so the log-guard alarms receive no events'],
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
      'a stack of texts in another Region that does not exist',
      { config: ({ sms }) => ({ sms: { ...(sms as object), region: 'us-east-1' } }) },
      ['stack EmergencyLine-Texts-ap-southeast-1: does not exist'],
    ],
    [
      'an account that cannot send texts: in the sandbox, with a low limit, without its sender id',
      { account: () => ({ texts: { tier: 'SANDBOX', limit: 1, senderIds: [] } }) },
      [
        'texts, account tier: SANDBOX: texts reach verified numbers only (2 of at most 10)',
        'texts, spending limit: 1 US dollars a month (maximum 1), the limit of a new account',
        'texts, sender id in SG: EMERGENCY is not in the account',
      ],
    ],
    [
      'texts by Pinpoint, which has no dry run',
      {
        config: () => ({
          sms: { provider: 'pinpoint', senderId: 'EMERGENCY', applicationId: '0'.repeat(32) },
        }),
      },
      ['texts, dry run: not supported by Pinpoint'],
    ],
  ];

  /** Faults that an account can have at the same time. */
  const together = FAULTS.filter(([, { config }]) => !config);
  const alone = whole ? FAULTS : FAULTS.filter(([, { config }]) => config);

  it('finds all faults of an account at once', async () => {
    const ran = await runDoctor({
      tables: Object.assign({}, ...together.map(([, { tables }]) => tables)),
      account: (account) =>
        together.reduce((wrong, [, { account: change }]) => Object.assign(wrong, change?.(wrong)), {
          ...account,
        }),
    });
    const expected = together.flatMap(([, , findings]) => findings);
    expect(wrongOf(ran)).toStrictEqual(expect.arrayContaining(expected));
    expect(wrongOf(ran)).toHaveLength(expected.length);
  });

  it.each(alone)('finds %s', async (_, wrong, expected) => {
    const ran = await runDoctor(wrong);
    expect(wrongOf(ran)).toStrictEqual(expected);
  });
});
