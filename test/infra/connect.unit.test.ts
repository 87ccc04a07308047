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

describe('Connect may call the line', () => {
  it.each(LAMBDA_NAMES)('%s is associated with the instance', (name) => {
    const found = line
      .all('AWS::Connect::IntegrationAssociation')
      .filter(({ Properties }) => line.text(Properties.IntegrationArn).includes(`${name}Function`));
    expect(found.map(({ Properties }) => Properties)).toStrictEqual([
      { InstanceId: HOME, IntegrationType: 'LAMBDA_FUNCTION', IntegrationArn: expect.anything() },
    ]);
  });

  it.each(LAMBDA_NAMES)('%s lets this instance of this account in, and nobody else', (name) => {
    const found = line
      .all('AWS::Lambda::Permission')
      .filter(({ Properties }) => line.text(Properties.FunctionName).includes(`${name}Function`));
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

  it('by names short enough for an association', () => {
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

  it.each(FLOW_NAMES)('%s is what Connect takes, with ARNs where the tokens were', (name) => {
    expect(content(name)).not.toContain('{{');
    expect(content(name).length).toBeLessThan(256_000);
    // A reference is text to Connect when the template is deployed; here it is a made-up ARN.
    expect(
      parseFlow(
        JSON.parse(
          content(name).replace(/<[^>]+>/g, 'arn:aws:lambda:ap-southeast-1:111122223333:function:f'),
        ),
      ),
    ).toBeTruthy();
  });

  it('come one after the other: Lambdas, then what is led to, then what leads there', () => {
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

  it('lead to each other by reference, and in no circle', () => {
    expect(content('Emergency_Authentication')).toMatch(
      /"ContactFlowId":"<\w*EmergencyUpdate\w*\.ContactFlowArn>"/,
    );
    for (const name of FLOW_NAMES.filter((one) => one !== 'Emergency_Authentication'))
      expect(content(name)).not.toContain('ContactFlowArn');
  });
});

describe('several instances', () => {
  it('each get associations, permissions and flows of their own', () => {
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

  it('any of the account, when that is asked for, and it is said when synthesising', () => {
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
