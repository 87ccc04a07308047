import { beforeAll, describe, expect, it } from 'vitest';
import { configOf } from '../kit/configs.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

const HOME = configOf().connect.instanceArn;
const NUMBER = '11111111-2222-4333-8444-555555555555';
const numbers = {
  '+6568000001': { id: NUMBER },
  '+6568000002': { claim: { country: 'SG', type: 'DID', prefix: '+656' } },
};

type Flow = {
  Actions: {
    Parameters: Record<string, unknown>;
    Transitions: { Conditions?: { Condition: { Operands: string[] } }[] };
  }[];
};

let line: Synthesized;
beforeAll(() => {
  line = synthesized(configOf({ connect: { instanceArn: HOME, numbers } })).line;
});

describe('a number of the template', () => {
  const association = (digits: string) =>
    line.one('Custom::PhoneNumberFlow', `ConnectPhoneNumberFlow${digits}`);

  it('that exists is associated with the administrators’ flow', () => {
    expect(
      Object.fromEntries(
        Object.entries(association('6568000001').Properties).map(([key, value]) => [key, line.text(value)]),
      ),
    ).toMatchObject({
      PhoneNumber: `arn:aws:connect:ap-southeast-1:111122223333:phone-number/${NUMBER}`,
      Instance: HOME,
      Flow: expect.stringMatching(/^<\w*EmergencyAuthentication\w*\.ContactFlowArn>$/),
      ServiceToken: expect.stringMatching(/^<ConnectAssociatePhoneNumberFunction\w+\.Arn>$/),
      ServiceTimeout: '180',
    });
  });

  it('that is claimed is retained when the stack is deleted', () => {
    const claimed = line.one('AWS::Connect::PhoneNumber');
    expect(claimed).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: { TargetArn: HOME, CountryCode: 'SG', Type: 'DID', Prefix: '+656' },
    });
    expect(line.text(association('6568000002').Properties.PhoneNumber)).toMatch(
      /^<ConnectNumber6568000002\w*\.PhoneNumberArn>$/,
    );
    expect(line.text(association('6568000002').Properties.Flow)).toContain('EmergencyDemo');
  });

  it('that is claimed appears in the customers’ flow by its real address', () => {
    const demo = line
      .all('AWS::Connect::ContactFlow')
      .find(({ Properties }) => Properties.Name === 'EmergencyLine-Emergency_Demo');
    const { Actions } = JSON.parse(line.text(demo?.Properties.Content)) as Flow;
    const dialled = Actions.find(
      ({ Parameters }) => Parameters.ComparisonValue === '$.SystemEndpoint.Address',
    );
    const operands = dialled?.Transitions.Conditions?.map(({ Condition }) => Condition.Operands);
    expect(operands).toStrictEqual([[expect.stringMatching(/^<ConnectNumber6568000002\w*\.Address>$/)]]);
  });

  it('keeps the logical id of its association when its flow changes, so that CloudFormation updates it in place', () => {
    const { lines } = configOf();
    const swapped = {
      admin: ['+6568000002'],
      customer: [{ number: '+6568000001', locations: lines.customer[0]?.locations }],
    };
    const { line: other } = synthesized(
      configOf({ lines: swapped, connect: { instanceArn: HOME, numbers } }),
    );
    const associations = (of: Synthesized) =>
      Object.entries(of.template.Resources)
        .filter(([, { Type }]) => Type === 'Custom::PhoneNumberFlow')
        .map(([id, { Properties }]) => [id, line.text(Properties.Flow).includes('Authentication')] as const);
    const [before, after] = [associations(line), associations(other)];
    expect(after.map(([id]) => id)).toStrictEqual(before.map(([id]) => id));
    expect(after.map(([, admins]) => admins)).toStrictEqual(before.map(([, admins]) => !admins));
  });

  it('without an id or a claim causes a warning and no custom resource', () => {
    const { line: bare, warnings } = synthesized();
    expect(bare.all('Custom::PhoneNumberFlow')).toStrictEqual([]);
    expect(warnings.join()).toContain('connect.numbers has no entry for +6568000001, +6568000002');
  });
});
