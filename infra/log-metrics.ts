import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { PROBE_PREFIX } from '../domain/emergency/index.ts';
import { LAMBDA_NAMES } from '../flows/index.ts';
import { MINUTE } from './alarm-metrics.ts';
import type { LineFunction } from './line-function.ts';
import type { FunctionName, Names } from './resource-names.ts';

type Logging = Exclude<FunctionName, 'AssociatePhoneNumber' | 'Probe'>;
/** A metric filter on a function's log, or on several that count together. `pattern` and `value` refer to the fields that adapters/log.ts writes. */
type LogMetric = { of: Logging | readonly Logging[]; pattern: string; value?: string };

const completed = (status: string) => `{ $.message = "request completed" && $.status = "${status}" }`;

export const LOG_METRICS = {
  SmsFailures: { of: 'OneTimePin', pattern: completed('SEND_FAILED') },
  ThrottledAdministrators: { of: 'OneTimePin', pattern: completed('WAIT') },
  CarrierLookupTime: {
    of: 'OneTimePin',
    pattern: '{ $.message = "carrier lookup*" }',
    value: '$.milliseconds',
  },
  BlockedAtIssue: { of: 'OneTimePin', pattern: completed('LOCKED') },
  BlockedAtVerify: { of: 'VerifyPin', pattern: completed('LOCKED') },
  NumberMismatches: { of: 'OneTimePin', pattern: '{ $.message = "NUMBER MISMATCH*" }' },
  UnknownCallers: { of: 'OneTimePin', pattern: completed('NOT_LISTED') },
  StaleAnswers: { of: 'CheckEmergency', pattern: '{ $.message = "STALE*" }' },
  Tampering: { of: 'Project', pattern: '{ $.message = "TAMPER*" }' },
  ProjectionLag: { of: 'Project', pattern: '{ $.message = "projected" }', value: '$.milliseconds' },
  ProjectFailures: { of: 'Project', pattern: '{ $.message = "failed to process stream records" }' },
  ProjectParked: { of: 'Project', pattern: '{ $.message = "stream records parked" }' },
  RebuildFailures: { of: 'Project', pattern: '{ $.message = "failed to rebuild rows" }' },
  RepublishFailures: { of: 'Publish', pattern: '{ $.message = "failed to publish parked records" }' },
  PublishParked: { of: 'Publish', pattern: '{ $.message = "stream records parked" }' },
  UnexplainedRows: { of: 'Project', pattern: '{ $.message = "row does not match the log" }' },
  ProbesProcessed: { of: 'Project', pattern: '{ $.message = "probe processed" }' },
  ProbesAnswered: {
    of: 'CheckEmergency',
    pattern: `{ $.message = "request completed" && $.contactId = "${PROBE_PREFIX}*" }`,
  },
  RowsBehind: { of: 'Project', pattern: '{ $.message = "row missed an event of the log" }' },
  NewerVersions: {
    of: LAMBDA_NAMES,
    pattern: '{ $.message = "request failed" && $.status = "NEWER_VERSION" }',
  },
  OperateFailures: { of: 'Operate', pattern: '{ $.message = "request failed" }' },
  EraseFailures: { of: 'Erase', pattern: '{ $.message = "request failed" }' },
  Checkpoints: { of: 'SignCheckpoint', pattern: '{ $.message = "checkpoint signed and anchored" }' },
  PublishFailures: { of: 'Publish', pattern: '{ $.message = "failed to process stream records" }' },
} as const satisfies Record<string, LogMetric>;
export type LogMetricName = keyof typeof LOG_METRICS;

/** Creates the metrics in the stack's namespace: counts, or with `value` its maximum per minute. */
export const logMetrics = (
  { stack }: Names,
  functions: Record<Logging, LineFunction>,
): Record<LogMetricName, Metric> => {
  const metrics = Object.entries<LogMetric>(LOG_METRICS).map(([metricName, { of, pattern, value }]) => {
    for (const name of [of].flat())
      functions[name].logs.addMetricFilter(metricName, {
        metricNamespace: stack,
        metricName,
        filterPattern: FilterPattern.literal(pattern),
        ...(value === undefined ? {} : { metricValue: value }),
      });
    const statistic = value === undefined ? 'Sum' : 'Maximum';
    return [metricName, new Metric({ namespace: stack, metricName, statistic, period: MINUTE })] as const;
  });
  return Object.fromEntries(metrics) as Record<LogMetricName, Metric>;
};
