import { beforeAll, describe, expect, it } from 'vitest';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

let line: Synthesized;
beforeAll(() => {
  line = synthesized().line;
});

describe.each([
  { name: 'Project', seconds: 3_600 },
  { name: 'Publish', seconds: 72_000 },
])('the stream mapping of $name', ({ name, seconds }) => {
  const mapping = () => line.one('AWS::Lambda::EventSourceMapping', `StreamConsumers${name}`);

  it('has its settings, and no filter that would hide an overwrite', () => {
    const { FunctionName, EventSourceArn, DestinationConfig, ...settings } = mapping().Properties;
    expect(settings).toStrictEqual({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 0,
      ParallelizationFactor: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: seconds,
      MetricsConfig: { Metrics: ['EventCount'] },
    });
    expect(line.text(EventSourceArn)).toMatch(/^<EventLogEvents\w+\.StreamArn>$/);
    expect(line.text(FunctionName)).toContain(name);
  });

  it('stores complete discarded records in S3', () => {
    expect(
      line.text(
        (mapping().Properties.DestinationConfig as { OnFailure: { Destination: unknown } }).OnFailure
          .Destination,
      ),
    ).toMatch(/^<FailedRecordsBucket\w+\.Arn>$/);
  });

  it('is created after its policy', () => {
    expect(mapping().DependsOn?.some((id) => id.includes(`${name}Policy`))).toBe(true);
  });
});

it('the stream has two consumers, the maximum per shard', () => {
  expect(line.all('AWS::Lambda::EventSourceMapping')).toHaveLength(2);
});

describe('the bucket of failed records', () => {
  const bucket = () => line.one('AWS::S3::Bucket', 'FailedRecordsBucket');

  it('is private, encrypted with a customer key, versioned, logged and retained', () => {
    expect(bucket().DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(bucket().Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      LoggingConfiguration: { DestinationBucketName: expect.anything() },
    });
    expect(line.text(bucket().Properties.BucketEncryption)).toContain('aws:kms');
  });

  it('requires TLS', () => {
    for (const policy of line.all('AWS::S3::BucketPolicy'))
      expect(JSON.stringify(policy.Properties)).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
  });

  it('has an expiry', () => {
    expect(bucket().Properties.LifecycleConfiguration).toMatchObject({
      Rules: [
        { Status: 'Enabled', ExpirationInDays: 90, NoncurrentVersionExpiration: { NoncurrentDays: 1 } },
      ],
    });
  });
});

describe('parked records', () => {
  it.each([
    ['rebuilt', 'Project', 'RowRebuildEveryMinute'],
    ['published', 'Publish', 'ParkedPublishingEveryMinute'],
  ])('are %s once a minute by %s, those that its mapping discarded, too', (_, name, id) => {
    const rule = line.one('AWS::Events::Rule', id).Properties;
    expect(rule).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    const [target] = rule.Targets as { Arn: unknown; Input: unknown; RetryPolicy: object }[];
    expect(line.text(target?.Arn)).toMatch(new RegExp(`^<StreamConsumers${name}Function\\w+\\.Arn>$`));
    expect(line.text(target?.Input)).toMatch(
      new RegExp(`^\\{"repair":"aws/lambda/<StreamConsumers${name}\\w+>/"\\}$`),
    );
    expect(target?.RetryPolicy).toStrictEqual({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 });
  });

  it.each([
    ['BoardComparisonEveryTenMinutes', 'rate(10 minutes)', '{"compare":"board"}'],
    ['RowComparisonEveryHour', 'rate(1 hour)', '{"compare":"directory"}'],
  ])('are found and rebuilt also without a record, by the rule %s', (name, schedule, input) => {
    const { ScheduleExpression, State, Targets } = line.one('AWS::Events::Rule', name).Properties;
    expect([ScheduleExpression, State]).toStrictEqual([schedule, 'ENABLED']);
    const [target] = Targets as { Arn: unknown; Input: unknown }[];
    expect(line.text(target?.Arn)).toMatch(/^<StreamConsumersProjectFunction\w+\.Arn>$/);
    expect(line.text(target?.Input)).toBe(input);
  });

  it('are in a bucket that only the consumers have in their environment', () => {
    for (const { Properties } of line.all('AWS::Lambda::Function')) {
      const { Variables = {} } = (Properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
      const isReader = /-(Project|Publish)$/.test(String(Properties.FunctionName));
      expect(line.text(Variables.FAILED_RECORDS_BUCKET ?? '')).toMatch(isReader ? /^<FailedRecords/ : /^$/);
    }
  });
});
