import { beforeAll, describe, expect, it } from 'vitest';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

type Denial = {
  Sid: string;
  Effect: string;
  Action: string | string[];
  Condition?: Record<string, Record<string, string[]>>;
};

let line: Synthesized;
beforeAll(() => {
  line = synthesized().line;
});

const denials = (table: string): Denial[] => {
  const { Properties } = line.one('AWS::DynamoDB::Table', table);
  return (Properties.ResourcePolicy as { PolicyDocument: { Statement: Denial[] } }).PolicyDocument.Statement;
};
const names = (arns: string[] = []) => arns.map((arn) => /EmergencyLine-(\w+)-/.exec(arn)?.[1] ?? arn);

/** The roles that a table lets do something; null when its policy does not mention the action. */
const exempt = (table: string, action: string): string[] | null => {
  const denying = denials(table).filter(
    ({ Action, Condition = {} }) =>
      [Action].flat().includes(action) && !('ForAnyValue:StringLike' in Condition),
  );
  if (denying.length !== 1) return null;
  return names(denying[0]?.Condition?.ArnNotEquals?.['aws:PrincipalArn']);
};

const LOG_WRITERS = [
  'OneTimePin',
  'VerifyPin',
  'UpdateEmergency',
  'Project',
  'SignCheckpoint',
  'Operate',
  'Erase',
  'Probe',
];

describe.each([
  ['EventLogEvents', { PutItem: LOG_WRITERS }],
  ['ReadModelsEmergencyBoard', { PutItem: ['Project', 'Rebuilder'], DeleteItem: ['Project', 'Rebuilder'] }],
  ['ReadModelsAdminDirectory', { PutItem: ['Project', 'Rebuilder'], DeleteItem: ['Project', 'Rebuilder'] }],
  ['ReadModelsSubjectKeys', { PutItem: ['Operate'], DeleteItem: ['Erase'] }],
])('the policy of %s', (table, writers: Record<string, string[]>) => {
  it.each([
    'PutItem',
    'UpdateItem',
    'DeleteItem',
    'BatchWriteItem',
    'PartiQLInsert',
    'PartiQLUpdate',
    'PartiQLDelete',
  ])('denies %s to all but its writers', (action) => {
    expect(exempt(table, `dynamodb:${action}`)).toStrictEqual(writers[action] ?? []);
  });

  it.each(['DeleteTable', 'UpdateTable', 'UpdateTimeToLive', 'PutResourcePolicy', 'DeleteResourcePolicy'])(
    'denies %s to all but the deploy role',
    (action) => {
      expect(exempt(table, `dynamodb:${action}`)).toStrictEqual([expect.stringContaining('cfn-exec-role')]);
    },
  );

  it('denies, and allows nothing', () => {
    expect([...new Set(denials(table).map(({ Effect }) => Effect))]).toStrictEqual(['Deny']);
  });
});

describe('the log denies puts by the kind of stream', () => {
  it.each([
    ['admin/*', ['OneTimePin', 'VerifyPin', 'UpdateEmergency', 'Operate', 'Erase']],
    ['location/*', ['UpdateEmergency', 'Operate']],
    ['call/*', ['OneTimePin', 'VerifyPin', 'UpdateEmergency', 'Operate', 'Probe']],
    ['leaf/*', ['Project', 'SignCheckpoint']],
    ['log', ['Project', 'SignCheckpoint']],
    ['checkpoint', ['SignCheckpoint']],
  ])('%s to all but its writers', (kind, writers) => {
    const denying = denials('EventLogEvents').filter(
      ({ Condition }) => Condition?.['ForAnyValue:StringLike']?.['dynamodb:LeadingKeys']?.[0] === kind,
    );
    expect(denying.map(({ Action }) => Action)).toStrictEqual(['dynamodb:PutItem']);
    expect(names(denying[0]?.Condition?.ArnNotEquals?.['aws:PrincipalArn'])).toStrictEqual(writers);
  });
});
