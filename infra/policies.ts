import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Conditions } from './deny.ts';
import type { Grant, Target } from './grant.ts';
import { FOR_A_SUBJECT, type Keys } from './keys.ts';
import type { Names } from './resource-names.ts';

type Table = keyof Names['tables'];
export type PolicyContext = { names: Names; keys: Keys; resources: Record<Target, string[]> };

/** The key that encrypts each table. */
const KEY_OF: Record<Table, 'log' | 'people'> = {
  events: 'log',
  board: 'log',
  directory: 'people',
  subjectKeys: 'people',
  sendBudget: 'people',
};

/** The IAM statements of grants, with `kms:Decrypt` for the tables that they read or write. */
export const statementsOf = (grants: readonly Grant[], context: PolicyContext): PolicyStatement[] => [
  ...grants.flatMap((grant) => allow(grant, context.resources[grant.to])),
  ...decryptStatements(tablesOf(grants), context),
];

/** Conditions without which an action is never granted. */
const CONDITIONS: Record<string, Conditions> = {
  'lambda:InvokeFunctionUrl': { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
  // Whoever may invoke the function directly can make up who signed the request.
  'lambda:InvokeFunction': { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
  'kms:GenerateDataKey': FOR_A_SUBJECT,
  'kms:Decrypt': FOR_A_SUBJECT,
};

/** One statement for each condition among the grant's actions. */
const allow = ({ to, may, streams }: Grant, resources: string[]): PolicyStatement[] => {
  const conditions = [...new Set(may.map((action) => CONDITIONS[action]))];
  return conditions.map((condition) => {
    const actions = may.filter((action) => CONDITIONS[action] === condition);
    return new PolicyStatement({
      sid: sidOf(to, conditions.length === 1 ? streams : actions),
      actions,
      resources,
      conditions: { ...condition, ...(streams === undefined ? {} : onlyStreams(streams)) },
    });
  });
};

/** The statement id: `EventsAdmin` for `events` and `admin/*`. IAM allows letters and digits only. */
const sidOf = (to: Target, streams: readonly string[] = []) =>
  [to, ...streams]
    .join(' ')
    .split(/[^A-Za-z]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** ForAllValues also matches a request without a key, so the key must not be null. */
const onlyStreams = (streams: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': streams },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

/** The tables whose items are read or written; describing a table or its policy needs no key. */
const tablesOf = (grants: readonly Grant[]): Table[] => [
  ...new Set(
    grants
      .filter(({ may }) => !may.every((action) => /^dynamodb:(Describe|GetResourcePolicy)/.test(action)))
      .map(({ to }) => to.split('/')[0])
      .filter((name): name is Table => name !== undefined && Object.hasOwn(KEY_OF, name)),
  ),
];

/** Reading or writing an encrypted table needs `kms:Decrypt` of its key only. */
export const decryptStatements = (
  tables: readonly Table[],
  { names, keys }: PolicyContext,
): PolicyStatement[] =>
  (['log', 'people'] as const).flatMap((key) => {
    const opened = tables.filter((table) => KEY_OF[table] === key).map((table) => names.tables[table]);
    if (opened.length === 0) return [];
    return [
      new PolicyStatement({
        sid: key === 'log' ? 'TablesUnderTheLogKey' : 'TablesUnderThePeopleKey',
        actions: ['kms:Decrypt'],
        resources: [keys[key].keyArn],
        conditions: {
          StringEquals: {
            'kms:ViaService': `dynamodb.${names.region}.amazonaws.com`,
            'kms:EncryptionContext:aws:dynamodb:tableName': opened,
          },
        },
      }),
    ];
  });
