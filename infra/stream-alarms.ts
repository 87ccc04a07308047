import { discarded, iteratorAge, SECOND, SIX_HOURS } from './alarm-metrics.ts';
import type { Alarm, Monitored } from './monitored.ts';

/** Alarms about the way from the log to board, directory and bus. */
export const streamAlarms = ({
  consumers: { Project, Publish },
  logs,
}: Monitored): Record<string, Alarm> => ({
  'unexplained-rows': {
    metric: logs.UnexplainedRows,
    above: 0,
    description: 'A row of the board or the directory is not what the log says.',
  },
  'rows-behind': {
    metric: logs.RowsBehind,
    above: 0,
    description: 'A row of the board or the directory missed an event, and was rebuilt from the log.',
  },
  'project-behind': {
    metric: iteratorAge(Project),
    above: 300 * SECOND,
    description: 'The board and the directory are minutes behind the log.',
  },
  'projection-lag': {
    metric: logs.ProjectionLag,
    above: 60 * SECOND,
    description: 'A change took more than a minute to reach the board.',
  },
  'project-failures': {
    metric: logs.ProjectFailures,
    above: 0,
    minutes: 3,
    description: 'The projector fails repeatedly.',
  },
  'project-parked': {
    metric: discarded(Project, logs.ProjectParked),
    above: 0,
    description: 'Records were not projected and are parked in the bucket of failed records.',
  },
  'rebuild-failures': {
    metric: logs.RebuildFailures,
    above: 0,
    description: 'A row cannot be compared with the log or rebuilt from it.',
  },
  'project-silent': {
    metric: logs.ProbesProcessed.with({ period: SIX_HOURS }),
    below: 1,
    minutes: 5,
    description: 'No probe reached the projector for thirty hours: changes may not reach the board.',
  },
  'probe-overdue': {
    metric: logs.ProbesAnswered.with({ period: SIX_HOURS }),
    below: 1,
    minutes: 5,
    description: 'No probe came through log, bus and CheckEmergency for thirty hours.',
  },
  'publish-behind': {
    metric: iteratorAge(Publish),
    above: 300 * SECOND,
    description: 'The bus is minutes behind the log.',
  },
  'publish-failures': {
    metric: logs.PublishFailures,
    above: 0,
    minutes: 3,
    description: 'Publishing to the bus fails repeatedly.',
  },
  'publish-parked': {
    metric: discarded(Publish, logs.PublishParked),
    above: 0,
    description: 'Records were not published and are parked in the bucket of failed records.',
  },
  'republish-failures': {
    metric: logs.RepublishFailures,
    above: 0,
    minutes: 5,
    description: 'Parked events cannot be published.',
  },
});
