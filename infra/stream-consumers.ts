import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, type MetricsConfig, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CONSUMER_RULES, CONSUMERS } from '../projections/consumers.ts';
import type { Deployment } from './deployment.ts';
import { type LineFunction, lineFunction } from './line-function.ts';
import type { Bundles } from './line-functions.ts';
import { decryptStatements, type PolicyContext } from './policies.ts';
import { CONSUMER_NAMES } from './resource-names.ts';

export type Consumer = LineFunction & { mapping: EventSourceMapping };
type Source = { table: Table; failures: Bucket };

/**
 * Timeouts. Each covers its longest batch with every call at its slowest (test/infra/time-budget.int.test.ts): a hundred
 * events to the bus, ten per call; twenty-five leaves in sequence.
 */
const SECONDS = { Project: 120, Publish: 60 };
const MEGABYTES = 512;

/** Creates the two consumers of the log's stream. Their settings and the reasons are in projections/consumers.ts. */
export const streamConsumers = (
  scope: Construct,
  line: Deployment,
  context: PolicyContext,
  bundles: Bundles,
  environment: Record<string, string>,
  source: Source,
): Record<keyof typeof CONSUMERS, Consumer> => {
  const here = new Construct(scope, 'StreamConsumers');
  const created = CONSUMER_NAMES.map((name) => {
    const consumer = lineFunction(here, name, line, context, {
      bundle: bundles[name],
      seconds: SECONDS[name],
      megabytes: MEGABYTES,
      environment: { ...environment, FAILED_RECORDS_BUCKET: source.failures.bucketName },
      statements: polling(source, name, context),
    });
    return [name, { ...consumer, mapping: mapping(consumer, name, source) }] as const;
  });
  return Object.fromEntries(created) as Record<keyof typeof CONSUMERS, Consumer>;
};

/** Permissions Lambda needs in the consumer's role: to poll the stream and to store failed records. */
const polling = ({ table, failures }: Source, name: keyof typeof CONSUMERS, context: PolicyContext) => [
  new PolicyStatement({
    sid: 'ReadsTheStream',
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    resources: [table.tableStreamArn ?? ''],
  }),
  new PolicyStatement({
    sid: 'FindsTheStream',
    actions: ['dynamodb:ListStreams'],
    // The action supports no resource.
    resources: ['*'],
  }),
  // The grants of Project include the table, and with it its key.
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
    // Decrypt is needed to read an object, and for a multipart upload.
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [context.keys.operations.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `s3.${context.names.region}.amazonaws.com` } },
  }),
];

/** Without a filter: the consumer raises the alarm at an overwrite or delete in the log. */
const mapping = (
  { lambda, permissions }: LineFunction,
  name: keyof typeof CONSUMERS,
  { table, failures }: Source,
) => {
  const { batchSize, maximumRetryAttempts, maximumRecordAgeSeconds } = CONSUMERS[name];
  const created = new EventSourceMapping(lambda, 'Stream', {
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
    // Not S3OnFailureDestination, which would grant far more than is needed.
    onFailure: { bind: () => ({ destination: failures.bucketArn }) },
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] } satisfies MetricsConfig,
  });
  created.node.addDependency(permissions);
  return created;
};
