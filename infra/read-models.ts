import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { BOARD, DIRECTORY, SEND_BUDGET, SUBJECT_KEYS } from '../adapters/tables.ts';
import type { Deployment } from './deployment.ts';
import type { Keys } from './keys.ts';
import type { Names } from './resource-names.ts';
import { isGuarded } from './table-denials.ts';
import { tablePolicy } from './table-policy.ts';

/**
 * The board and the directory, which are rebuilt from the log; the send budget, which covers the last hour; and the
 * administrators' keys, which cannot be rebuilt. Backups of numbers and keys are short: an erasure is complete only when
 * they have expired.
 */
export const readModels = (scope: Construct, line: Deployment, keys: Keys): void => {
  const { names, config } = line;
  const here = new Construct(scope, 'ReadModels');
  const { erasureDays } = config.deployment;
  const table = (
    id: string,
    name: keyof Names['tables'],
    key: string,
    backupDays: number,
    encryptionKey: Keys['log'],
  ) =>
    new Table(here, id, {
      tableName: names.tables[name],
      partitionKey: { name: key, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: backupDays,
      },
      deletionProtection: id === 'SubjectKeys',
      ...(isGuarded(name) ? { resourcePolicy: tablePolicy(line, name) } : {}),
      removalPolicy: id === 'SubjectKeys' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
  const directory = table('AdminDirectory', 'directory', DIRECTORY.partitionKey, erasureDays, keys.people);
  directory.addGlobalSecondaryIndex({
    indexName: DIRECTORY.byNumber.name,
    partitionKey: { name: DIRECTORY.byNumber.partitionKey, type: AttributeType.STRING },
  });
  table('EmergencyBoard', 'board', BOARD.partitionKey, 1, keys.log);
  table('SubjectKeys', 'subjectKeys', SUBJECT_KEYS.partitionKey, erasureDays, keys.people);
  table('SendBudget', 'sendBudget', SEND_BUDGET.partitionKey, 1, keys.people);
};
