import { describe, expect, it } from 'vitest';
import { servesInstance } from '../../domain/config/instances.ts';
import { parseConfig } from '../../domain/config/parse-config.ts';
import { changed, faults, shipped } from '../kit/config.ts';

const HOME = 'arn:aws:connect:ap-southeast-1:111122223333:instance/11111111-2222-4333-8444-555555555555';
const AWAY = HOME.replace('11111111', '22222222');
const ID = '99999999-2222-4333-8444-555555555555';

describe('the deployment settings', () => {
  it('have defaults when the configuration has none', () => {
    const { connect, deployment, sms } = parseConfig(shipped, 'line.config.json');
    expect({ ...connect, instanceArn: undefined }).toStrictEqual({
      instanceArn: undefined,
      furtherInstances: [],
      allowAnyInstance: false,
      numbers: {},
    });
    expect(deployment).toStrictEqual({
      stackName: 'EmergencyLine',
      operators: [],
      trail: false,
      notify: { emails: [], phones: [] },
      alarms: { emails: [], phones: [] },
      logRetentionDays: 90,
      archiveDays: 90,
      erasureDays: 7,
    });
    expect(sms.countries).toBeUndefined();
  });

  it.each<[string, string, unknown, string]>([
    [
      'a stack’s name',
      'deployment.stackName',
      '1line',
      'deployment.stackName: a letter, then letters, digits and -, at most 30',
    ],
    [
      'an address',
      'deployment.notify',
      { emails: ['desk'] },
      'deployment.notify.emails[0]: an e-mail address',
    ],
    [
      'a number',
      'deployment.alarms',
      { phones: ['6591110009'] },
      'deployment.alarms.phones[0]: a number in E.164, such as +6568000001',
    ],
    [
      'an organization',
      'deployment.organizationId',
      'acme',
      'deployment.organizationId: an organization’s id, such as o-abcdefghij',
    ],
    ['a role', 'deployment.deployRole', 'deployer', 'deployment.deployRole: the ARN of a role'],
    ['an operator', 'deployment.operators', ['anna'], 'deployment.operators[0]: the ARN of a role or user'],
    [
      'a country',
      'sms.countries',
      ['Singapore'],
      'sms.countries[0]: a country as two capital letters, such as SG',
    ],
    ['a Region', 'sms.region', 'Singapore', 'sms.region: a Region such as ap-southeast-1'],
    [
      'an instance',
      'connect.furtherInstances',
      ['mine'],
      'connect.furtherInstances[0]: the ARN of a Connect instance',
    ],
    [
      'a number’s id',
      'connect.numbers',
      { '+6568000001': { id: 'mine' } },
      'connect.numbers.+6568000001.id: the number’s id in Connect, as in its ARN',
    ],
  ])('report the path of %s that is invalid', (_, path, value, fault) => {
    expect(faults(changed(path, value))).toStrictEqual([fault]);
  });

  it('require a log retention that CloudWatch accepts', () => {
    expect(faults(changed('deployment.logRetentionDays', 91))[0]).toMatch(
      /^deployment\.logRetentionDays: must be /,
    );
  });

  it.each([0, 36])('require 1 to 35 days of backups, not %d', (days) => {
    expect(faults(changed('deployment.erasureDays', days))[0]).toMatch(
      /^deployment\.erasureDays: must be at (least|most) /,
    );
  });
});

describe('a check across fields', () => {
  it.each<[string, string, unknown, string]>([
    [
      'an instance in another account',
      'connect.furtherInstances',
      [AWAY.replace('111122223333', '444455556666')],
      'connect.furtherInstances[0]: must be in the same account and Region as instanceArn: Connect invokes Lambdas of its own account and Region only',
    ],
    [
      'an instance in another Region',
      'connect.furtherInstances',
      [AWAY.replace('ap-southeast-1', 'us-east-1')],
      'connect.furtherInstances[0]: must be in the same account and Region as instanceArn: Connect invokes Lambdas of its own account and Region only',
    ],
    [
      'an instance listed twice',
      'connect.furtherInstances',
      [AWAY, AWAY],
      'connect.furtherInstances[1]: duplicate instance',
    ],
    [
      'the first instance listed again',
      'connect.furtherInstances',
      [HOME],
      'connect.furtherInstances[0]: duplicate instance',
    ],
    [
      'a number that is not a line’s',
      'connect.numbers',
      { '+6569999999': { id: ID } },
      'connect.numbers.+6569999999: this number is not in lines.admin or lines.customer',
    ],
    [
      'a number of an instance that is not ours',
      'connect.numbers',
      { '+6568000001': { id: ID, instanceArn: AWAY } },
      'connect.numbers.+6568000001.instanceArn: must be connect.instanceArn or one of connect.furtherInstances',
    ],
    [
      'a notify configuration to be created in another Region',
      'sms',
      { provider: 'end-user-messaging-notify', displayName: 'Emergency', region: 'us-east-1' },
      "sms.configurationId: set the id of a notify configuration in us-east-1: the deployment creates one in the line's own Region only",
    ],
    [
      'an origination number given by its digits',
      'sms',
      { provider: 'end-user-messaging', senderId: 'EMERGENCY', originationIdentity: '+6568000009' },
      'sms.originationIdentity: the ARN or id (phone-…, pool-…) of a number or pool, or a sender id',
    ],
  ])('reports %s with its path', (_, path, value, fault) => {
    expect(faults(changed(path, value))).toStrictEqual([fault]);
  });
});

describe('the line answers a call', () => {
  const connect = (more: object) => ({
    instanceArn: HOME,
    furtherInstances: [],
    allowAnyInstance: false,
    numbers: {},
    ...more,
  });
  const OTHER = HOME.replace('11111111', '33333333');

  it('from its instance and the further instances', () => {
    expect(servesInstance(connect({}), HOME)).toBe(true);
    expect(servesInstance(connect({}), AWAY)).toBe(false);
    expect(servesInstance(connect({ furtherInstances: [AWAY] }), AWAY)).toBe(true);
    expect(servesInstance(connect({ furtherInstances: [AWAY] }), OTHER)).toBe(false);
  });

  it('from any instance of the account and Region, when configured', () => {
    const any = connect({ allowAnyInstance: true });
    expect(servesInstance(any, OTHER)).toBe(true);
    expect(servesInstance(any, OTHER.replace('111122223333', '444455556666'))).toBe(false);
    expect(servesInstance(any, OTHER.replace('ap-southeast-1', 'us-east-1'))).toBe(false);
    expect(servesInstance(any, `${HOME.slice(0, -36)}any`)).toBe(false);
  });
});
