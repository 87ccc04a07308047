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

  it('what a role may do stands in one policy of the customer’s, never inline and never AWS’s', () => {
    expect(line.all('AWS::IAM::Policy')).toStrictEqual([]);
    for (const { Properties } of line.all('AWS::IAM::Role')) {
      expect(Properties).not.toHaveProperty('Policies');
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    }
    expect(line.all('AWS::IAM::Role')).toHaveLength(line.all('AWS::IAM::ManagedPolicy').length);
    expect(JSON.stringify(line.template)).not.toContain(':aws:policy/');
  });

  it('no role has an action with a star, or anything that is not an allowance', () => {
    for (const { effect, actions } of statements) {
      expect(effect).toBe('Allow');
      for (const action of actions) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
    }
  });

  it('no policy names two statements alike, which IAM would refuse', () => {
    const ids = statements.map(({ of, sid }) => `${of} ${sid}`);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toStrictEqual([]);
  });

  it('a resource has a star only where the service knows no narrower one', () => {
    for (const { actions, resources } of statements)
      for (const resource of resources.filter((text) => text.includes('*'))) {
        const known = STARS.find(([pattern]) => pattern.test(resource))?.[1];
        expect(actions.filter((action) => !known?.includes(action))).toStrictEqual([]);
      }
  });

  it.each(roles)('%s may do what its grants say', (role) => {
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

  it.each(roles)('%s may do nothing else', (role) => {
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

  it('there is no role but those of the matrix, and those that a service acts as', () => {
    const others = statements.filter((statement) => !roles.some((role) => role === statement.of));
    expect(others.filter((statement) => !isService(statement))).toStrictEqual([]);
    expect(new Set(statements.map(({ of }) => of)).size).toBe(line.all('AWS::IAM::Role').length);
  });

  it('what services do in a role’s name is as narrow', () => {
    for (const statement of statements.filter(({ sid }) => sid in SERVICE)) {
      const { roles: who, actions, on } = SERVICE[statement.sid] ?? { roles: [], actions: [], on: /$^/ };
      expect(who).toContain(statement.of);
      expect(statement.actions).toStrictEqual(actions);
      for (const resource of statement.resources) expect(resource).toMatch(on);
      if (statement.sid === 'WritesItsOwnLog')
        expect(statement.resources[0]).toContain(`EmergencyLine-${statement.of}:`);
    }
  });

  it('a role opens the keys of the tables it uses, by way of DynamoDB and of those tables', () => {
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

  it('a condition on the log’s keys holds for requests without any, too', () => {
    for (const { condition } of statements.filter((one) => 'ForAllValues:StringLike' in one.condition))
      expect(condition.Null).toStrictEqual({ 'dynamodb:LeadingKeys': 'false' });
  });

  it('people come with a second factor', () => {
    for (const name of OPERATOR_ROLES) {
      const role = line.one('AWS::IAM::Role', `Operators${name}`).Properties;
      expect((role.AssumeRolePolicyDocument as { Statement: unknown[] }).Statement).toStrictEqual([
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
        },
      ]);
    }
  });

  it('no resource lets everybody do anything', () => {
    const open = statementsOfResources(line).filter(
      ({ effect, principal, condition }) =>
        effect === 'Allow' &&
        JSON.stringify(principal).includes('"*"') &&
        Object.keys(condition).length === 0,
    );
    expect(open).toStrictEqual([]);
  });

  it('a resource allows an action with a star to nobody but a key’s own account', () => {
    const starred = statementsOfResources(line).filter(
      ({ effect, actions }) => effect === 'Allow' && actions.some((action) => action.includes('*')),
    );
    for (const { of, actions, principal } of starred) {
      expect([of, ...actions]).toStrictEqual(['AWS::KMS::Key', 'kms:*']);
      expect(JSON.stringify(principal)).toContain(':iam::111122223333:root');
    }
  });
});
