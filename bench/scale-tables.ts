import { GIGABYTES, MILLISECONDS, PRICED_ON, PRICES } from './prices.ts';
import type { Deed } from './scale-story.ts';
import { sumUsage, type Usage } from './usage.ts';

const count = ({ requests }: Usage, ...operations: string[]) =>
  operations.reduce((sum, operation) => sum + (requests[operation] ?? 0), 0);

const kms = (spent: Usage) => count(spent, 'GenerateMac', 'VerifyMac', 'GenerateDataKey', 'Decrypt', 'Sign');
const TEXTING = [
  'SendMessages',
  'SendTextMessage',
  'PhoneNumberValidate',
  'CarrierLookup',
  'PutMessageFeedback',
];

/** What a Lambda is billed for, by the stated times of its requests. */
const milliseconds = (spent: Usage): number =>
  MILLISECONDS.own +
  MILLISECONDS.read * count(spent, 'GetItem', 'Query') +
  MILLISECONDS.write * count(spent, 'PutItem', 'UpdateItem') +
  MILLISECONDS.kms * kms(spent) +
  MILLISECONDS.sms * count(spent, ...TEXTING) +
  MILLISECONDS.bus * count(spent, 'PutEvents');

const isConsumer = (name: string) => ['Project', 'Publish', 'SignCheckpoint'].includes(name);

/** Dollars of one deed without telephone and texts, by what they are for. */
const dollars = ({ lambdas }: Deed) => {
  const all = sumUsage(lambdas.map(({ spent }) => spent));
  const gbSeconds = lambdas.reduce(
    (sum, { name, spent }) =>
      sum + (milliseconds(spent) / 1000) * (isConsumer(name) ? GIGABYTES.consumer : GIGABYTES.line),
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

/** By name, as calls that are made beside each other come in any order. */
const said = ({ requests }: Usage) =>
  Object.entries(requests)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([operation, times]) => `${times} ${operation}`)
    .join(', ') || 'none';

/** What each deed asks of AWS in all. */
export const askedTable = (deeds: readonly Deed[]): string =>
  table(
    ['', 'Lambda calls', 'requests', 'read units', 'write units', 'events'],
    deeds.map(({ name, lambdas }) => {
      const all = sumUsage(lambdas.map(({ spent }) => spent));
      return [name, lambdas.length, said(all), all.readUnits, all.writeUnits, all.busEvents];
    }),
  );

/** One deed, Lambda by Lambda. */
export const lambdasTable = ({ lambdas }: Deed): string =>
  table(
    ['Lambda', 'requests', 'read units', 'write units', 'billed ms (model)'],
    lambdas.map(({ name, spent }) => [
      name,
      said(spent),
      spent.readUnits,
      spent.writeUnits,
      Math.round(milliseconds(spent)),
    ]),
  );

/** What a million of each costs. */
export const costTable = (deeds: readonly Deed[]): string =>
  table(
    ['US$ for a million', 'DynamoDB', 'Lambda', 'KMS', 'EventBridge', 'together'],
    deeds.map((deed) => {
      const parts = dollars(deed);
      const sum = parts.reduce((one, other) => one + other, 0);
      return [deed.name, ...[...parts, sum].map((amount) => (amount * 1e6).toFixed(2))];
    }),
  );

/** What was multiplied with, and where to look for a Region's own. */
export const priceTable = (): string =>
  table(
    ['price', `US$, ${PRICED_ON}`, 'yours'],
    Object.entries(PRICES).map(([name, { dollars: price, page, assumed }]) => [
      name,
      `${price < 0.001 ? `${Number((price * 1e6).toPrecision(6))} a million` : price}${assumed ? ', assumed' : ''}`,
      `<${page}>`,
    ]),
  );
