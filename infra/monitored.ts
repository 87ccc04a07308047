import type { IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { LineFunction } from './line-function.ts';
import type { LogMetricName } from './log-metrics.ts';
import type { Consumer } from './stream-consumers.ts';

export type Monitored = {
  functions: Record<'OneTimePin' | 'VerifyPin' | 'CheckEmergency' | 'UpdateEmergency', LineFunction>;
  consumers: Record<'Project' | 'Publish', Consumer>;
  signer: LineFunction;
  operatorFunctions: Record<'Operate' | 'Erase', LineFunction>;
  logs: Record<LogMetricName, Metric>;
  events: Table;
  deadLetters: Queue;
};

/**
 * `above`: rings when the metric exceeds this in `minutes` consecutive minutes (or periods of the metric).
 * `below`: rings when the metric is lower or missing.
 */
export type Alarm = { metric: IMetric; minutes?: number; description: string } & (
  | { above: number; below?: never }
  | { below: number; above?: never }
);
