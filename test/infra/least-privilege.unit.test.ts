import { beforeAll, describe, expect, it } from 'vitest';
import type { Grant } from '../../infra/grant.ts';
import { grantsOf } from '../../infra/grants.ts';
import { FUNCTION_NAMES, OPERATOR_ROLES } from '../../infra/resource-names.ts';
import { configOf, EUM, PINPOINT } from '../kit/configs.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';
import { SERVICE, UNLOCKS } from './iam-services.ts';
import { STARS, targetOf } from './iam-targets.ts';
import { type Statement, statementsOfResources, statementsOfRoles } from './statements.ts';

const { connect } = configOf();
const numbers = {
  '+6568000001': { id: '11111111-2222-4333-8444-555555555555' },
  '+6568000002': { claim: { country: 'SG', type: 'DID' } },
};
const deployment = { organizationId: 'o-abcdefghij', notify: { emails: ['desk@example.com'] } };

describe.each([
  ['Pinpoint', configOf({ connect: { ...connect, numbers }, deployment, sms: PINPOINT })],
  ['End User Messaging', configOf({ connect: { ...connect, numbers }, deployment, sms: EUM })],
])('with texts by %s', (_, config) => {
  let line: Synthesized;
  let statements: Statement[];
  beforeAll(() => {
    line = synthesized(config).line;
    statements = statementsOfRoles(line);
  });
  const roles = [...FUNCTION_NAMES, ...OPERATOR_ROLES];
  const granted = (role: string): Grant[] =>
    grantsOf(config)[role as keyof ReturnType<typeof grantsOf>] ?? [];
  const isService = ({ sid }: Statement) => sid in SERVICE || sid in UNLOCKS;

  it('a role has one customer managed policy, no inline and no AWS managed one', () => {
    expect(line.all('AWS::IAM::Policy')).toStrictEqual([]);
    for (const { Properties } of line.all('AWS::IAM::Role')) {
      expect(Properties).not.toHaveProperty('Policies');
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    }
    expect(line.all('AWS::IAM::Role')).toHaveLength(line.all('AWS::IAM::ManagedPolicy').length);
    expect(JSON.stringify(line.template)).not.toContain(':aws:policy/');
  });

  it('a role’s statements allow actions, without wildcards', () => {
    for (const { effect, actions } of statements) {
      expect(effect).toBe('Allow');
      for (const action of actions) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
    }
  });

  it('statement ids are unique within a policy, as IAM requires', () => {
    const ids = statements.map(({ of, sid }) => `${of} ${sid}`);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toStrictEqual([]);
  });

  it('a resource has a wildcard only if the service supports no narrower one', () => {
    for (const { actions, resources } of statements)
      for (const resource of resources.filter((text) => text.includes('*'))) {
        const known = STARS.find(([pattern]) => pattern.test(resource))?.[1];
        expect(actions.filter((action) => !known?.includes(action))).toStrictEqual([]);
      }
  });

  it.each(roles)('%s has all permissions of its grants', (role) => {
    const own = statements.filter(({ of }) => of === role);
    const missing = granted(role).flatMap(({ to, may, streams = [] }) =>
      may.filter(
        (action) =>
          !own.some(
            (statement) =>
              statement.actions.includes(action) &&
              statement.resources.every((resource) => targetOf(statement, resource) === to) &&
              JSON.stringify(
                statement.condition['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? [],
              ) === JSON.stringify(streams),
          ),
      ),
    );
    expect(missing).toStrictEqual([]);
  });

  it.each(roles)('%s has no other permission', (role) => {
    const own = statements.filter((statement) => statement.of === role && !isService(statement));
    for (const statement of own)
      for (const resource of statement.resources) {
        const to = targetOf(statement, resource);
        const may = granted(role)
          .filter((grant) => grant.to === to)
          .flatMap((grant) => grant.may);
        expect(may, `${statement.sid} on ${resource}`).toEqual(expect.arrayContaining(statement.actions));
      }
  });

  it('there is no other role, except for those of services', () => {
    const others = statements.filter((statement) => !roles.some((role) => role === statement.of));
    expect(others.filter((statement) => !isService(statement))).toStrictEqual([]);
    expect(new Set(statements.map(({ of }) => of)).size).toBe(line.all('AWS::IAM::Role').length);
  });

  it('the statements for services are equally narrow', () => {
    for (const statement of statements.filter(({ sid }) => sid in SERVICE)) {
      const { roles: who, actions, on } = SERVICE[statement.sid] ?? { roles: [], actions: [], on: /$^/ };
      expect(who).toContain(statement.of);
      expect(statement.actions).toStrictEqual(actions);
      for (const resource of statement.resources) expect(resource).toMatch(on);
      if (statement.sid === 'WritesItsOwnLog')
        expect(statement.resources[0]).toContain(`EmergencyLine-${statement.of}:`);
    }
  });

  it('a role can decrypt with the keys of its tables, through DynamoDB and for those tables only', () => {
    for (const { of, sid, actions, resources, condition } of statements.filter(({ sid }) => sid in UNLOCKS)) {
      const { key, tables } = UNLOCKS[sid] ?? { key: /$^/, tables: {} };
      expect(actions).toStrictEqual(['kms:Decrypt']);
      expect(resources).toStrictEqual([expect.stringMatching(key)]);
      expect(condition.StringEquals).toMatchObject({
        'kms:ViaService': 'dynamodb.ap-southeast-1.amazonaws.com',
      });
      // Publish reads the table's stream, which is under the table's key.
      const used = of === 'Publish' ? ['events'] : granted(of).map(({ to }) => to.split('/')[0]);
      const opened = condition.StringEquals?.['kms:EncryptionContext:aws:dynamodb:tableName'] as string[];
      expect(used).toEqual(expect.arrayContaining(opened.map((table) => tables[table])));
    }
  });

  it('a condition on partition keys also denies requests without one', () => {
    for (const { condition } of statements.filter((one) => 'ForAllValues:StringLike' in one.condition))
      expect(condition.Null).toStrictEqual({ 'dynamodb:LeadingKeys': 'false' });
  });

  it('roles of people require MFA', () => {
    for (const name of OPERATOR_ROLES) {
      const role = line.one('AWS::IAM::Role', `Operators${name}`).Properties;
      expect((role.AssumeRolePolicyDocument as { Statement: unknown[] }).Statement).toStrictEqual([
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Condition: {
            Bool: { 'aws:MultiFactorAuthPresent': 'true' },
            StringEquals: { 'sts:RoleSessionName': `\${aws:username}` },
          },
        },
      ]);
    }
  });

  it('no resource policy allows everyone without a condition', () => {
    const open = statementsOfResources(line).filter(
      ({ effect, principal, condition }) =>
        effect === 'Allow' &&
        JSON.stringify(principal).includes('"*"') &&
        Object.keys(condition).length === 0,
    );
    expect(open).toStrictEqual([]);
  });

  it('a resource policy allows wildcard actions only on a key, to its own account', () => {
    const starred = statementsOfResources(line).filter(
      ({ effect, actions }) => effect === 'Allow' && actions.some((action) => action.includes('*')),
    );
    for (const { of, actions, principal } of starred) {
      expect([of, ...actions]).toStrictEqual(['AWS::KMS::Key', 'kms:*']);
      expect(JSON.stringify(principal)).toContain(':iam::111122223333:root');
    }
  });
});
