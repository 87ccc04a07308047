import { PRICES, type Price } from './prices.ts';

type Resource = { Type: string; Properties: Record<string, unknown> };
type Template = { Resources: Record<string, Resource> };

/** Minutes in a month of thirty days. */
const MINUTES = 43_200;
/** S3 list requests a minute: each consumer lists its own folder and Lambda's (projections/parked-records.ts). */
const LISTS = 4;

/** An alarm on an expression is billed for every metric in it. */
const metricsOf = ({ Properties: { Metrics } }: Resource): number =>
  Array.isArray(Metrics) ? Metrics.filter((one) => 'MetricStat' in one).length : 1;

/** The monthly charges of a template, whether used or not: the number of each, and the price of one. */
const charges = ({ Resources }: Template): [name: string, number: number, price: Price][] => {
  const all = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type);
  const metrics = all('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0);
  const everyMinute = all('AWS::Events::Rule').filter(
    ({ Properties }) => Properties.ScheduleExpression === 'rate(1 minute)',
  ).length;
  return [
    ['KMS keys', all('AWS::KMS::Key').length, PRICES.kmsKey],
    ['metrics in alarms', metrics, PRICES.alarmMetric],
    [
      'metrics from log filters, when they have data',
      all('AWS::Logs::MetricFilter').length,
      PRICES.customMetric,
    ],
    ['dashboards', all('AWS::CloudWatch::Dashboard').length, PRICES.dashboard],
    ['scheduled function invocations', everyMinute * MINUTES, PRICES.lambdaRequest],
    ['S3 lists of failed records', LISTS * MINUTES, PRICES.s3List],
  ];
};

/** The cost of a line for a month without calls, free tiers not deducted. */
export const idleTable = (template: Template): string => {
  const rows = charges(template).map(
    ([name, number, { dollars }]) => [name, number, number * dollars] as const,
  );
  const sum = rows.reduce((total, [, , dollars]) => total + dollars, 0);
  return [
    '| | number | US$ a month |',
    '| --- | --- | --- |',
    ...rows.map(
      ([name, number, dollars]) => `| ${name} | ${number.toLocaleString('en')} | ${dollars.toFixed(2)} |`,
    ),
    `| **total** | | **${sum.toFixed(2)}** |`,
  ].join('\n');
};
