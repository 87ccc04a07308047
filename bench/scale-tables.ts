import { GIGABYTES, MILLISECONDS, PRICED_ON, PRICES } from './prices.ts';
import type { Scenario } from './scale-scenarios.ts';
import { sumUsage, type Usage } from './usage.ts';

const count = ({ requests }: Usage, ...operations: string[]) =>
  operations.reduce((sum, operation) => sum + (requests[operation] ?? 0), 0);

const kms = (usage: Usage) => count(usage, 'GenerateMac', 'VerifyMac', 'GenerateDataKey', 'Decrypt', 'Sign');
const TEXTING = [
  'SendMessages',
  'SendTextMessage',
  'PhoneNumberValidate',
  'CarrierLookup',
  'PutMessageFeedback',
];

/** The billed milliseconds of a Lambda, by the assumed times of its requests. */
const milliseconds = (usage: Usage): number =>
  MILLISECONDS.own +
  MILLISECONDS.read * count(usage, 'GetItem', 'Query') +
  MILLISECONDS.write * count(usage, 'PutItem', 'UpdateItem') +
  MILLISECONDS.kms * kms(usage) +
  MILLISECONDS.sms * count(usage, ...TEXTING) +
  MILLISECONDS.bus * count(usage, 'PutEvents');

const isConsumer = (name: string) => ['Project', 'Publish', 'SignCheckpoint'].includes(name);

/** The cost of one scenario in US dollars by service, without telephone and texts. */
const dollars = ({ lambdas }: Scenario) => {
  const all = sumUsage(lambdas.map(({ usage }) => usage));
  const gbSeconds = lambdas.reduce(
    (sum, { name, usage }) =>
      sum + (milliseconds(usage) / 1000) * (isConsumer(name) ? GIGABYTES.consumer : GIGABYTES.line),
    0,
  );
  return [
    all.writeUnits * PRICES.writeUnit.dollars + all.readUnits * PRICES.readUnit.dollars,
    lambdas.length * PRICES.lambdaRequest.dollars + gbSeconds * PRICES.lambdaGbSecond.dollars,
    (kms(all) - count(all, 'Sign')) * PRICES.kmsRequest.dollars +
      count(all, 'Sign') * PRICES.kmsSignature.dollars,
    all.busEvents * PRICES.busEvent.dollars,
  ];
};

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: (string | number)[][]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** Sorted by name: concurrent calls arrive in any order. */
const formatRequests = ({ requests }: Usage) =>
  Object.entries(requests)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([operation, times]) => `${times} ${operation}`)
    .join(', ') || 'none';

/** The usage of each scenario. */
export const usageTable = (scenarios: readonly Scenario[]): string =>
  table(
    ['', 'Lambda calls', 'requests', 'read units', 'write units', 'events'],
    scenarios.map(({ name, lambdas }) => {
      const all = sumUsage(lambdas.map(({ usage }) => usage));
      return [name, lambdas.length, formatRequests(all), all.readUnits, all.writeUnits, all.busEvents];
    }),
  );

/** The usage of one scenario, Lambda by Lambda. */
export const lambdasTable = ({ lambdas }: Scenario): string =>
  table(
    ['Lambda', 'requests', 'read units', 'write units', 'billed ms (model)'],
    lambdas.map(({ name, usage }) => [
      name,
      formatRequests(usage),
      usage.readUnits,
      usage.writeUnits,
      Math.round(milliseconds(usage)),
    ]),
  );

/** The cost of a million of each scenario. */
export const costTable = (scenarios: readonly Scenario[]): string =>
  table(
    ['US$ for a million', 'DynamoDB', 'Lambda', 'KMS', 'EventBridge', 'total'],
    scenarios.map((scenario) => {
      const parts = dollars(scenario);
      const sum = parts.reduce((one, other) => one + other, 0);
      return [scenario.name, ...[...parts, sum].map((amount) => (amount * 1e6).toFixed(2))];
    }),
  );

/** The prices used, and the pages that list those of other Regions. */
export const priceTable = (): string =>
  table(
    ['price', `US$, ${PRICED_ON}`, 'source'],
    Object.entries(PRICES).map(([name, { dollars: price, page, assumed }]) => [
      name,
      `${price < 0.001 ? `${Number((price * 1e6).toPrecision(6))} a million` : price}${assumed ? ', assumed' : ''}`,
      `<${page}>`,
    ]),
  );
