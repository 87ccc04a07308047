import { GIGABYTES, MILLISECONDS, MINUTES, PRICES } from './prices.ts';
import { scaleLine } from './scale-line.ts';
import { type Deed, deeds } from './scale-story.ts';
import { type Spent, together, watchAllClients } from './spent.ts';

/** Prints the table of docs/scale.md: `npx tsx bench/scale.ts`. Requests and units are counted on the real handlers. */

const count = ({ requests }: Spent, ...operations: string[]) =>
  operations.reduce((sum, operation) => sum + (requests[operation] ?? 0), 0);

const kms = (spent: Spent) => count(spent, 'GenerateMac', 'VerifyMac', 'GenerateDataKey', 'Decrypt');
const texts = (spent: Spent) => count(spent, 'SendMessages', 'SendTextMessage');
const lookups = (spent: Spent) => count(spent, 'PhoneNumberValidate', 'CarrierLookup');

/** What a Lambda is billed for, by the stated times of its requests. */
const milliseconds = (spent: Spent): number =>
  MILLISECONDS.own +
  MILLISECONDS.read * count(spent, 'Get', 'Query', 'GetItem', 'QueryItem') +
  MILLISECONDS.write * count(spent, 'Put', 'PutItem', 'Update', 'UpdateItem') +
  MILLISECONDS.kms * kms(spent) +
  MILLISECONDS.sms * (texts(spent) + lookups(spent)) +
  MILLISECONDS.bus * count(spent, 'PutEvents');

const isConsumer = (name: string) => name === 'Project' || name === 'Publish';

/** Dollars of one deed without telephone and texts, by what they are for. */
const dollars = ({ lambdas }: Deed) => {
  const all = together(lambdas.map(({ spent }) => spent));
  const gbSeconds = lambdas.reduce(
    (sum, { name, spent }) =>
      sum + (milliseconds(spent) / 1000) * (isConsumer(name) ? GIGABYTES.consumer : GIGABYTES.line),
    0,
  );
  return {
    DynamoDB: all.writeUnits * PRICES.writeUnit.dollars + all.readUnits * PRICES.readUnit.dollars,
    Lambda: lambdas.length * PRICES.lambdaRequest.dollars + gbSeconds * PRICES.lambdaGbSecond.dollars,
    KMS: kms(all) * PRICES.kmsRequest.dollars,
    EventBridge: all.busEvents * PRICES.busEvent.dollars,
  };
};

const said = ({ requests, readUnits, writeUnits }: Spent) =>
  `${Object.entries(requests)
    .map(([operation, times]) => `${times} ${operation}`)
    .join(' + ')} | ${readUnits} | ${writeUnits}`;

const money = (amount: number) => amount.toFixed(amount < 0.1 && amount > 0 ? 3 : 2);

const report = (deed: Deed): string => {
  const { name, lambdas } = deed;
  const all = together(lambdas.map(({ spent }) => spent));
  const parts = dollars(deed);
  const sum = Object.values(parts).reduce((one, other) => one + other, 0);
  return [
    `### ${name}`,
    '',
    '| Lambda | requests | read units | write units | ms |',
    '| --- | --- | --- | --- | --- |',
    ...lambdas.map(
      ({ name: one, spent }) => `| ${one} | ${said(spent)} | ${Math.round(milliseconds(spent))} |`,
    ),
    `| all | ${said(all)} | |`,
    '',
    `US$ a million: ${Object.entries(parts)
      .map(([service, amount]) => `${service} ${money(amount * 1e6)}`)
      .join(', ')}; ${money(sum * 1e6)} in all.`,
    `Texts: ${texts(all)}, look-ups: ${lookups(all)}: US$ ${money(texts(all) * PRICES.text.dollars + lookups(all) * PRICES.numberLookup.dollars)} each.`,
    '',
  ].join('\n');
};

watchAllClients();
const line = await scaleLine();
for (const deed of await deeds(line)) console.log(report(deed));
await line.close();
const voice = (minutes: number) => `US$ ${money(minutes * PRICES.voiceMinute.dollars)}`;
console.log(
  `Voice of Connect: a customer's ${MINUTES.customer} minutes ${voice(MINUTES.customer)}, an administrator's ${MINUTES.admin} minutes ${voice(MINUTES.admin)}.\n`,
);
console.log(['| price | US$ | from |', '| --- | --- | --- |'].join('\n'));
for (const [name, { dollars: price, source }] of Object.entries(PRICES))
  console.log(`| ${name} | ${price} | ${source} |`);
