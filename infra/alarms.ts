import { MINUTE, sum, throttles } from './alarm-metrics.ts';
import { callAlarms } from './call-alarms.ts';
import { logAlarms } from './log-alarms.ts';
import type { Alarm, Monitored } from './monitored.ts';
import { streamAlarms } from './stream-alarms.ts';

/** Every alarm by its name; docs/runbook.md has an entry for each. */
export const alarms = (monitored: Monitored): Record<string, Alarm> => {
  const { functions, consumers, operatorFunctions, deadLetters } = monitored;
  return {
    ...logAlarms(monitored),
    ...callAlarms(monitored),
    ...streamAlarms(monitored),
    'dead-letters': {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: 'Maximum' }),
      above: 0,
      description: 'A notice or an alarm could not be delivered.',
    },
    'lambda-throttles': {
      metric: sum(
        Object.fromEntries(
          Object.entries({ ...functions, ...consumers, ...operatorFunctions }).map(([name, one]) => [
            name.toLowerCase(),
            throttles(one),
          ]),
        ),
      ),
      above: 0,
      description: 'The account’s concurrency is used up: calls fail.',
    },
  };
};
