import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { EVENTS } from '../adapters/tables.ts';
import type { Deployment } from './deployment.ts';
import { tablePolicy } from './table-policy.ts';

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
    resourcePolicy: tablePolicy(line, 'events'),
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
