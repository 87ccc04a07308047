import { errors, MINUTE, SECOND, sum, TEN_MINUTES } from './alarm-metrics.ts';
import type { Alarm, Monitored } from './monitored.ts';

/** Alarms about calls and commands: callers wait, are misinformed or refused. */
export const callAlarms = ({
  functions: { OneTimePin, VerifyPin, CheckEmergency, UpdateEmergency },
  operatorFunctions: { Operate, Erase },
  logs,
}: Monitored): Record<string, Alarm> => ({
  'number-mismatch': {
    metric: logs.NumberMismatches,
    above: 0,
    description: 'The directory of administrators contradicts the log: a forged row tried to get a PIN.',
  },
  'lookup-errors': {
    metric: errors(CheckEmergency),
    above: 0,
    description: 'Customers’ calls could not be answered from the board.',
  },
  'stale-answers': {
    metric: logs.StaleAnswers,
    above: 0,
    description: 'Customers hear the last known status: the board cannot be read.',
  },
  'slow-answers': {
    metric: CheckEmergency.lambda.metricDuration({ period: MINUTE, statistic: 'p99' }),
    above: 2 * SECOND,
    minutes: 5,
    description: 'Customers wait long for an answer; at 3 seconds the function times out.',
  },
  'pin-errors': {
    metric: sum({ issue: errors(OneTimePin), verify: errors(VerifyPin) }),
    above: 0,
    description: 'Administrators cannot authenticate: a PIN function fails.',
  },
  'sms-failures': { metric: logs.SmsFailures, above: 0, description: 'A PIN could not be texted.' },
  'update-errors': {
    metric: errors(UpdateEmergency),
    above: 0,
    description: 'An emergency could not be set or removed.',
  },
  'throttled-administrators': {
    metric: sum({
      waiting: logs.ThrottledAdministrators,
      issue: logs.BlockedAtIssue,
      verify: logs.BlockedAtVerify,
    }),
    above: 0,
    description: 'An administrator is throttled or blocked.',
  },
  'unknown-callers': {
    metric: logs.UnknownCallers.with({ period: TEN_MINUTES }),
    above: 2,
    description: 'Several calls from numbers that are not enrolled.',
  },
  'operate-failures': {
    metric: sum({
      operate: logs.OperateFailures,
      erase: logs.EraseFailures,
      operateErrors: errors(Operate),
      eraseErrors: errors(Erase),
    }),
    above: 0,
    description: 'An operator’s command could not be carried out.',
  },
});
