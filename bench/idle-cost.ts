import { PRICES, type Price } from './prices.ts';

type Resource = { Type: string; Properties: Record<string, unknown> };
type Template = { Resources: Record<string, Resource> };

/** Minutes of a month of thirty days. */
const MINUTES = 43_200;
/** What one call of `Project` by the clock asks of S3: its own folder and Lambda's (projections/repair-rows.ts). */
const LISTS = 2;

/** An alarm on an expression is charged for every metric in it. */
const metricsOf = ({ Properties: { Metrics } }: Resource): number =>
  Array.isArray(Metrics) ? Metrics.filter((one) => 'MetricStat' in one).length : 1;

/** What a template has that is charged by the month, used or not: how many of each, and the price of one. */
const charges = ({ Resources }: Template): [what: string, number: number, price: Price][] => {
  const all = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type);
  const metrics = all('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0);
  const everyMinute = all('AWS::Events::Rule').filter(
    ({ Properties }) => Properties.ScheduleExpression === 'rate(1 minute)',
  ).length;
  return [
    ['KMS keys', all('AWS::KMS::Key').length, PRICES.kmsKey],
    ['metrics that alarms watch', metrics, PRICES.alarmMetric],
    [
      'metrics made from logs, when something is counted',
      all('AWS::Logs::MetricFilter').length,
      PRICES.customMetric,
    ],
    ['dashboards', all('AWS::CloudWatch::Dashboard').length, PRICES.dashboard],
    ['calls of functions by the clock', everyMinute * MINUTES, PRICES.lambdaRequest],
    ['lists of failed records', LISTS * MINUTES, PRICES.s3List],
  ];
};

/** What a line costs in a month in which nobody calls, without free tiers. */
export const idleTable = (template: Template): string => {
  const rows = charges(template).map(
    ([what, number, { dollars }]) => [what, number, number * dollars] as const,
  );
  const sum = rows.reduce((total, [, , dollars]) => total + dollars, 0);
  return [
    '| | number | US$ a month |',
    '| --- | --- | --- |',
    ...rows.map(
      ([what, number, dollars]) => `| ${what} | ${number.toLocaleString('en')} | ${dollars.toFixed(2)} |`,
    ),
    `| **together** | | **${sum.toFixed(2)}** |`,
  ].join('\n');
};
