import { MINUTE, SIX_HOURS, successes } from './alarm-metrics.ts';
import type { Alarm, Monitored } from './monitored.ts';

/** Alarms about the log itself. */
export const logAlarms = ({ signer, logs, events }: Monitored): Record<string, Alarm> => ({
  tampering: {
    metric: logs.Tampering,
    above: 0,
    description: 'An event of the log was overwritten, deleted or forged.',
  },
  'newer-version': {
    metric: logs.NewerVersions,
    above: 0,
    description: 'A function met an event of a newer version and refused to decide by older rules.',
  },
  'checkpoint-failures': {
    metric: successes(signer),
    below: 1,
    minutes: 5,
    description: 'The log is not being signed: new events could be changed without detection.',
  },
  'checkpoint-overdue': {
    metric: logs.Checkpoints.with({ period: SIX_HOURS }),
    below: 1,
    minutes: 5,
    description: 'No checkpoint for thirty hours; one is signed every day even if the log does not grow.',
  },
  'log-throttles': {
    metric: events.metric('WriteThrottleEvents', { period: MINUTE, statistic: 'Sum' }),
    above: 0,
    description: 'DynamoDB throttles writes to the event log.',
  },
});
