import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR_ROLES } from '../../infra/resource-names.ts';
import { configOf } from '../kit/configs.ts';
import { SESSIONS } from '../kit/function-url-event.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';
import { type Statement, statementsOfResources, statementsOfRoles } from './statements.ts';

const SSO =
  'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/ap-southeast-1/AWSReservedSSO_Desk_0123456789abcdef';
const USER = 'arn:aws:iam::111122223333:user/anna';
const ROLE = 'arn:aws:iam::444455556666:role/ci';

let line: Synthesized;
let statements: Statement[];
beforeAll(() => {
  line = synthesized(configOf({ deployment: { operators: [SSO, USER, ROLE] } })).line;
  statements = statementsOfRoles(line);
});
const of = (role: string) => statements.filter((one) => one.of === role);

describe.each([
  ['Operate', ['Operator', 'Doctor']],
  ['Erase', ['Eraser']],
])('the function %s', (name, roles) => {
  it('has a URL that takes signed requests only', () => {
    const urls = line
      .all('AWS::Lambda::Url')
      .filter(({ Properties }) => line.text(Properties.TargetFunctionArn).includes(`${name}Function`));
    expect(urls.map(({ Properties }) => Properties.AuthType)).toStrictEqual(['AWS_IAM']);
  });

  it('knows the sessions of this stack’s roles', () => {
    const [lambda] = line
      .all('AWS::Lambda::Function')
      .filter(({ Properties }) => Properties.FunctionName === `EmergencyLine-${name}`);
    expect(lambda?.Properties.Environment).toMatchObject({ Variables: { OPERATOR_SESSIONS: SESSIONS } });
  });

  it('is called through its URL by the roles of its duties, and by nobody in any other way', () => {
    const calling = statements.filter(
      ({ actions, resources }) =>
        actions.some((action) => action.startsWith('lambda:Invoke')) &&
        resources.some((resource) => resource.endsWith(`:function:EmergencyLine-${name}`)),
    );
    expect([...new Set(calling.map((one) => one.of))].toSorted()).toStrictEqual(roles.toSorted());
    for (const { actions, condition } of calling)
      expect([actions, condition]).toStrictEqual(
        actions[0] === 'lambda:InvokeFunction'
          ? [['lambda:InvokeFunction'], { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }]
          : [['lambda:InvokeFunctionUrl'], { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } }],
      );
  });

  it('allows nobody by a policy of its own', () => {
    for (const { Properties } of line.all('AWS::Lambda::Permission'))
      expect(line.text(Properties.FunctionName)).not.toMatch(new RegExp(`${name}Function`));
  });
});

it('the command is told both URLs', () => {
  const told = line.text(line.template.Outputs?.Environment?.Value);
  expect(told).toMatch(/"OPERATE_URL":"<OperatorFunctionsOperate\w+\.FunctionUrl>"/);
  expect(told).toMatch(/"ERASE_URL":"<OperatorFunctionsErase\w+\.FunctionUrl>"/);
});

const WRITE =
  /^dynamodb:(Put|Update|Delete|BatchWrite|PartiQL(Insert|Update|Delete))|^kms:(Sign|GenerateDataKey|Encrypt)/;

describe('roles of people', () => {
  it.each(['Operator', 'Eraser', 'Doctor'])('%s write nothing themselves', (role) => {
    expect(of(role).flatMap(({ actions }) => actions.filter((action) => WRITE.test(action)))).toStrictEqual(
      [],
    );
  });

  it('Rebuilder writes the read models, and neither the log nor the keys', () => {
    const written = of('Rebuilder').filter(({ actions }) => actions.some((action) => WRITE.test(action)));
    expect(written.flatMap(({ resources }) => resources.map((arn) => arn.split('/').at(-1)))).toStrictEqual([
      'EmergencyLine-EmergencyBoard',
      'EmergencyLine-AdminDirectory',
      'EmergencyLine-SendBudget',
    ]);
  });

  it('only Erase deletes the keys of persons', () => {
    const deleting = statements.filter(({ actions }) => actions.includes('dynamodb:DeleteItem'));
    expect(
      deleting
        .filter(({ resources }) => resources.some((arn) => arn.endsWith('EmergencyLine-SubjectKeys')))
        .map((one) => one.of),
    ).toStrictEqual(['Erase']);
  });

  it.each(OPERATOR_ROLES)(
    '%s is assumed under a name that its session cannot choose, or that says so',
    (name) => {
      const role = line.one('AWS::IAM::Role', `Operators${name}Role`).Properties;
      const trust = (role.AssumeRolePolicyDocument as { Statement: object[] }).Statement;
      expect(trust).toStrictEqual([
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Condition: {
            Bool: { 'aws:MultiFactorAuthPresent': 'true' },
            StringEquals: { 'sts:RoleSessionName': `\${aws:username}` },
          },
        },
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { AWS: SSO },
          Condition: { StringLike: { 'aws:userid': `*:\${sts:RoleSessionName}` } },
        },
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { AWS: USER },
          Condition: { StringEquals: { 'sts:RoleSessionName': `\${aws:username}` } },
        },
        {
          Action: 'sts:AssumeRole',
          Effect: 'Allow',
          Principal: { AWS: ROLE },
          Condition: { StringLike: { 'sts:RoleSessionName': 'self-declared.*' } },
        },
      ]);
    },
  );
});

describe('the key of subjects', () => {
  it('is used by a role only with a subject in the encryption context', () => {
    const using = statements.filter(({ resources }) => resources.some((arn) => /^<KeysSubject/.test(arn)));
    expect(using.length).toBeGreaterThan(3);
    for (const { condition } of using)
      expect(condition).toStrictEqual({ Null: { 'kms:EncryptionContext:subject': 'false' } });
  });

  it('refuses everybody without one', () => {
    expect(statementsOfResources(line).filter(({ sid }) => sid === 'OnlyForASubject')).toMatchObject([
      {
        effect: 'Deny',
        principal: { AWS: '*' },
        condition: { Null: { 'kms:EncryptionContext:subject': 'true' } },
      },
    ]);
  });
});

it.each(['KeysPin', 'KeysNumber', 'KeysLog', 'KeysPeople', 'KeysSubject', 'KeysCheckpoint'])(
  '%s is disabled and deleted by the deploy role only',
  (begins) => {
    const keys = Object.entries(line.template.Resources).filter(
      ([id, { Type }]) => Type === 'AWS::KMS::Key' && id.startsWith(begins),
    );
    expect(keys.length).toBeGreaterThan(0);
    for (const [, { Properties }] of keys)
      expect(JSON.stringify(Properties.KeyPolicy)).toContain('"OnlyTheDeployRoleDeletesThisKey"');
  },
);
