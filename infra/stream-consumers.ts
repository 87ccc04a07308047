import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, type MetricsConfig, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CONSUMER_RULES, CONSUMERS } from '../projections/consumers.ts';
import type { Deployment } from './deployment.ts';
import { grantsOf } from './grants.ts';
import { type LineFunction, lineFunction } from './line-function.ts';
import type { Bundles } from './line-functions.ts';
import { decryptStatements, type PolicyContext, statementsOf } from './policies.ts';
import { CONSUMER_NAMES } from './resource-names.ts';

export type Consumer = LineFunction & { mapping: EventSourceMapping };
type Read = { table: Table; failures: Bucket };

/**
 * Timeouts. Each covers its longest batch with every call at its slowest (test/infra/time-budget.int.test.ts): a hundred events on the
 * bus, ten at a time; twenty-five leaves, one after the other.
 */
const SECONDS = { Project: 120, Publish: 60 };
const MEGABYTES = 512;

/** The two consumers of the log's stream. Their settings and the reasons are in projections/consumers.ts. */
export const streamConsumers = (
  scope: Construct,
  line: Deployment,
  context: PolicyContext,
  bundles: Bundles,
  environment: Record<string, string>,
  read: Read,
): Record<keyof typeof CONSUMERS, Consumer> => {
  const here = new Construct(scope, 'StreamConsumers');
  const grants = grantsOf(line.config);
  const made = CONSUMER_NAMES.map((name) => {
    const consumer = lineFunction(here, name, line, context, {
      bundle: bundles[name],
      seconds: SECONDS[name],
      megabytes: MEGABYTES,
      environment: { ...environment, FAILED_RECORDS_BUCKET: read.failures.bucketName },
      statements: [...statementsOf(grants[name], context), ...polling(read, name, context)],
    });
    return [name, { ...consumer, mapping: mapping(consumer, name, read) }] as const;
  });
  return Object.fromEntries(made) as Record<keyof typeof CONSUMERS, Consumer>;
};

/** Permissions Lambda needs in the consumer's role: to poll the stream and to store failed records. */
const polling = ({ table, failures }: Read, name: keyof typeof CONSUMERS, context: PolicyContext) => [
  new PolicyStatement({
    sid: 'ReadsTheStream',
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    resources: [table.tableStreamArn ?? ''],
  }),
  new PolicyStatement({
    sid: 'FindsTheStream',
    actions: ['dynamodb:ListStreams'],
    // The call knows no resource.
    resources: ['*'],
  }),
  // Project reads the table itself, too, and has the key from that.
  ...(name === 'Project' ? [] : decryptStatements(['events'], context)),
  new PolicyStatement({
    sid: 'WritesFailedRecords',
    actions: ['s3:PutObject'],
    resources: [failures.arnForObjects('aws/lambda/*')],
  }),
  new PolicyStatement({
    sid: 'FindsTheirBucket',
    actions: ['s3:ListBucket'],
    resources: [failures.bucketArn],
  }),
  new PolicyStatement({
    sid: 'EncryptsThem',
    // To read one takes Decrypt, to keep one in parts as well.
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [context.keys.operations.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `s3.${context.names.region}.amazonaws.com` } },
  }),
];

/** No filter: an overwrite or a delete in the log has to reach the consumer, which raises the alarm. */
const mapping = (
  { lambda, granted }: LineFunction,
  name: keyof typeof CONSUMERS,
  { table, failures }: Read,
) => {
  const { batchSize, maximumRetryAttempts, maximumRecordAgeSeconds } = CONSUMERS[name];
  const made = new EventSourceMapping(lambda, 'Stream', {
    target: lambda,
    eventSourceArn: table.tableStreamArn ?? '',
    startingPosition: StartingPosition[CONSUMER_RULES.startingPosition],
    batchSize,
    maxBatchingWindow: Duration.seconds(0),
    parallelizationFactor: CONSUMER_RULES.parallelizationFactor,
    bisectBatchOnError: CONSUMER_RULES.bisectBatchOnFunctionError,
    reportBatchItemFailures: CONSUMER_RULES.reportBatchItemFailures,
    retryAttempts: maximumRetryAttempts,
    maxRecordAge: Duration.seconds(maximumRecordAgeSeconds),
    // Not S3OnFailureDestination, which would give the role far more than it needs.
    onFailure: { bind: () => ({ destination: failures.bucketArn }) },
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] } satisfies MetricsConfig,
  });
  made.node.addDependency(granted);
  return made;
};
