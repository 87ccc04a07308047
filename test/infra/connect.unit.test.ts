import { beforeAll, describe, expect, it } from 'vitest';
import { parseFlow } from '../../flows/lint.ts';
import { FLOW_NAMES, LAMBDA_NAMES } from '../../flows/names.ts';
import { configOf } from '../kit/configs.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

const HOME = configOf().connect.instanceArn;
const AWAY = HOME.replace('11111111', '22222222');
const NUMBER = '11111111-2222-4333-8444-555555555555';
const numbers = {
  '+6568000001': { id: NUMBER },
  '+6568000002': { claim: { country: 'SG', type: 'DID', prefix: '+656' } },
};

let line: Synthesized;
beforeAll(() => {
  line = synthesized(configOf({ connect: { instanceArn: HOME, numbers } })).line;
});
const byName = (name: string, of = line) =>
  of.all('AWS::Connect::ContactFlow').filter(({ Properties }) => Properties.Name === name);
const content = (name: string): string => line.text(byName(`EmergencyLine-${name}`)[0]?.Properties.Content);

describe('permission of Connect:', () => {
  it.each(LAMBDA_NAMES)('%s is associated with the instance', (name) => {
    const found = line
      .all('AWS::Connect::IntegrationAssociation')
      .filter(({ Properties }) => line.text(Properties.IntegrationArn).includes(`${name}Function`));
    expect(found.map(({ Properties }) => Properties)).toStrictEqual([
      { InstanceId: HOME, IntegrationType: 'LAMBDA_FUNCTION', IntegrationArn: expect.anything() },
    ]);
  });

  it.each(LAMBDA_NAMES)('%s can be invoked by this instance of this account only', (name) => {
    const found = line
      .all('AWS::Lambda::Permission')
      .filter(({ Properties }) => line.text(Properties.FunctionName).includes(`${name}Function`))
      // The probe of delivery.
      .filter(({ Properties }) => !line.text(Properties.SourceArn).startsWith('<DeliveryProbeArrived'));
    expect(found.map(({ Properties }) => ({ ...Properties, FunctionName: undefined }))).toStrictEqual([
      {
        Action: 'lambda:InvokeFunction',
        FunctionName: undefined,
        Principal: 'connect.amazonaws.com',
        SourceArn: HOME,
        SourceAccount: '111122223333',
      },
    ]);
  });

  it('names are short enough for an association', () => {
    const longest = synthesized(configOf({ deployment: { stackName: 'A'.repeat(30) } })).line;
    for (const { Properties } of longest.all('AWS::Lambda::Function')) {
      const name = String(Properties.FunctionName);
      expect(name.length).toBeLessThanOrEqual(64);
      expect(`arn:aws:lambda:ap-southeast-1:111122223333:function:${name}`.length).toBeLessThanOrEqual(140);
    }
    for (const { Properties } of longest.all('AWS::IAM::Role'))
      expect(String(Properties.RoleName).length).toBeLessThanOrEqual(64);
  });
});

describe('the four flows', () => {
  it('are published in the instance', () => {
    expect(
      line
        .all('AWS::Connect::ContactFlow')
        .map(({ Properties }) => Properties.Name)
        .sort(),
    ).toStrictEqual(FLOW_NAMES.map((name) => `EmergencyLine-${name}`).sort());
    for (const { Properties } of line.all('AWS::Connect::ContactFlow'))
      expect(Properties).toMatchObject({
        InstanceArn: HOME,
        Type: 'CONTACT_FLOW',
        Description: expect.any(String),
      });
  });

  it.each(FLOW_NAMES)('%s is valid, with ARNs in place of tokens', (name) => {
    expect(content(name)).not.toContain('{{');
    expect(content(name).length).toBeLessThan(256_000);
    // Replaces references, which CloudFormation resolves, by a sample ARN.
    expect(
      parseFlow(
        JSON.parse(
          content(name).replace(/<[^>]+>/g, 'arn:aws:lambda:ap-southeast-1:111122223333:function:f'),
        ),
      ),
    ).toBeTruthy();
  });

  it('are created in sequence: after the Lambdas, and each after the flows it refers to', () => {
    const order: string[] = [];
    let next = Object.entries(line.template.Resources).find(
      ([, { Type, DependsOn }]) => Type === 'AWS::Connect::IntegrationAssociation' && !DependsOn,
    );
    while (next) {
      const [id, { Type, Properties }] = next;
      order.push(String(Properties.Name ?? Type));
      next = Object.entries(line.template.Resources).find(
        ([, other]) => other.Type.startsWith('AWS::Connect::') && other.DependsOn?.includes(id),
      );
    }
    expect(order).toStrictEqual([
      ...LAMBDA_NAMES.map(() => 'AWS::Connect::IntegrationAssociation'),
      'EmergencyLine-Emergency_Update_Placeholder',
      'EmergencyLine-Emergency_Update',
      'EmergencyLine-Emergency_Demo',
      'EmergencyLine-Emergency_Authentication',
    ]);
  });

  it('refer to each other without a cycle', () => {
    expect(content('Emergency_Authentication')).toMatch(
      /"ContactFlowId":"<\w*EmergencyUpdate\w*\.ContactFlowArn>"/,
    );
    for (const name of FLOW_NAMES.filter((one) => one !== 'Emergency_Authentication'))
      expect(content(name)).not.toContain('ContactFlowArn');
  });
});

describe('several instances', () => {
  it('each get their own associations, permissions and flows', () => {
    const connect = {
      instanceArn: HOME,
      furtherInstances: [AWAY],
      numbers: { '+6568000001': { id: NUMBER, instanceArn: AWAY } },
    };
    const { line: both } = synthesized(configOf({ connect }));
    for (const arn of [HOME, AWAY]) {
      const of = (type: string, property: string) =>
        both.all(type).filter(({ Properties }) => Properties[property] === arn);
      expect(of('AWS::Connect::IntegrationAssociation', 'InstanceId')).toHaveLength(4);
      expect(of('AWS::Lambda::Permission', 'SourceArn')).toHaveLength(4);
      expect(of('AWS::Connect::ContactFlow', 'InstanceArn')).toHaveLength(4);
    }
    expect(both.one('Custom::PhoneNumberFlow').Properties).toMatchObject({ Instance: AWAY });
  });

  it('are all permitted with allowAnyInstance, with a warning', () => {
    const { line: open, warnings } = synthesized(
      configOf({ connect: { instanceArn: HOME, allowAnyInstance: true } }),
    );
    const any = open
      .all('AWS::Lambda::Permission')
      .filter(({ Properties }) => String(Properties.SourceArn).endsWith('*'));
    expect(any.map(({ Properties }) => [Properties.SourceArn, Properties.SourceAccount])).toStrictEqual(
      LAMBDA_NAMES.map(() => ['arn:aws:connect:ap-southeast-1:111122223333:instance/*', '111122223333']),
    );
    expect(warnings.join()).toContain('connect.allowAnyInstance');
    expect(synthesized().warnings.join()).not.toContain('connect.allowAnyInstance');
  });
});
