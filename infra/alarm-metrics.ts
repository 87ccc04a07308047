import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { LineFunction } from './line-function.ts';
import type { Consumer } from './stream-consumers.ts';

export const MINUTE = Duration.minutes(1);
export const TEN_MINUTES = Duration.minutes(10);
export const SIX_HOURS = Duration.hours(6);
export const SECOND = 1000;

export const sum = (metrics: Record<string, IMetric>) =>
  new MathExpression({ expression: Object.keys(metrics).join(' + '), usingMetrics: metrics, period: MINUTE });

export const errors = ({ lambda }: LineFunction) => lambda.metricErrors({ period: MINUTE, statistic: 'Sum' });
export const throttles = ({ lambda }: LineFunction) =>
  lambda.metricThrottles({ period: MINUTE, statistic: 'Sum' });

/** Invocations that succeeded. */
export const successes = (one: LineFunction) =>
  new MathExpression({
    expression: 'invocations - failed',
    usingMetrics: {
      invocations: one.lambda.metricInvocations({ period: MINUTE, statistic: 'Sum' }),
      failed: errors(one),
    },
    period: MINUTE,
  });

/** Age of the records a stream consumer receives, in milliseconds. */
export const iteratorAge = ({ lambda }: LineFunction) =>
  lambda.metric('IteratorAge', { period: MINUTE, statistic: 'Maximum' });

/** A metric of the event source mapping; published because the mapping enables `EVENT_COUNT`. */
const mappingMetric = ({ mapping }: Consumer, metricName: string) =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
    statistic: 'Sum',
    period: MINUTE,
  });

/** Records that were parked by the consumer, sent to the bucket of failed records by Lambda, or dropped. */
export const discarded = (consumer: Consumer, parked: IMetric) =>
  sum({
    parked,
    delivered: mappingMetric(consumer, 'OnFailureDestinationDeliveredEventCount'),
    dropped: mappingMetric(consumer, 'DroppedEventCount'),
  });
