import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { EVENTS } from '../adapters/tables.ts';
import { deny, except } from './deny.ts';
import type { Deployment } from './deployment.ts';
import { refusals } from './log-denials.ts';

/**
 * The event log: put-only, retained, and monitored through its stream, which shows every overwrite and delete.
 * `Table` and not `TableV2`, because the rule packs check only the former.
 */
export const eventLog = (scope: Construct, line: Deployment, key: Key): Table => {
  const table = new Table(new Construct(scope, 'EventLog'), 'Events', {
    tableName: line.names.tables.events,
    partitionKey: { name: EVENTS.partitionKey, type: AttributeType.STRING },
    sortKey: { name: EVENTS.sortKey, type: AttributeType.NUMBER },
    billingMode: BillingMode.PAY_PER_REQUEST,
    stream: StreamViewType.NEW_AND_OLD_IMAGES,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    resourcePolicy: eventLogPolicy(line),
  });
  table.addGlobalSecondaryIndex({
    indexName: EVENTS.byTime.name,
    partitionKey: { name: EVENTS.byTime.partitionKey, type: AttributeType.STRING },
    sortKey: { name: EVENTS.byTime.sortKey, type: AttributeType.STRING },
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes: [...EVENTS.byTime.attributes],
  });
  table.addGlobalSecondaryIndex({
    indexName: EVENTS.byContact.name,
    partitionKey: { name: EVENTS.byContact.partitionKey, type: AttributeType.STRING },
    sortKey: { name: EVENTS.byContact.sortKey, type: AttributeType.STRING },
    projectionType: ProjectionType.KEYS_ONLY,
  });
  return table;
};

/**
 * The resource policy of the log's table (log-denials.ts). Its statements name `*`, because the table's own ARN would be a
 * circular reference (aws-cdk 30793); a resource policy applies to its own table only.
 */
export const eventLogPolicy = (line: Deployment): PolicyDocument =>
  new PolicyDocument({
    statements: refusals(line).map(({ sid, actions, but }) =>
      deny(sid, actions, '*', but.length > 0 ? except(but) : {}),
    ),
  });
