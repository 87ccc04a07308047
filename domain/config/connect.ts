import * as z from '../zod.ts';
import { INSTANCE, inOneAccountAndRegion, instancesOf } from './instances.ts';

const instanceArn = z.matching(INSTANCE, 'the ARN of a Connect instance');
const elsewhere = z.described(z.optional(instanceArn), 'the instance it belongs to, when not the first');

const there = z.strictObject({
  id: z.described(
    z.matching(/^[0-9a-f-]{36}$/, 'the id Connect gave the number, as in its ARN'),
    'a number the instance has already',
  ),
  instanceArn: elsewhere,
});
const claimed = z.strictObject({
  claim: z.described(
    z.strictObject({
      country: z.matching(/^[A-Z]{2}$/, 'a country as two capital letters, such as SG'),
      type: z.enum(['DID', 'TOLL_FREE', 'UIFN', 'SHARED']),
      prefix: z.optional(z.matching(/^\+\d{1,14}$/, 'a prefix with its country code, such as +656')),
    }),
    'a number to be claimed; until it is known, its key stands in for it',
  ),
  instanceArn: elsewhere,
});

/** Which Amazon Connect instances the line lives in, and which of their numbers lead to it. */
export const connectSchema = z.strictObject({
  instanceArn: z.described(
    instanceArn,
    'where the flows and the numbers are; account and Region of the line',
  ),
  furtherInstances: z.described(
    z._default(z.array(instanceArn), []),
    'other instances that get the flows and may call the line',
  ),
  allowAnyInstance: z.described(
    z._default(z.boolean(), false),
    'lets every instance of the account and Region call the line (the blog’s *)',
  ),
  numbers: z.described(
    z._default(z.record(z.string(), z.union([there, claimed])), {}),
    'by number of `lines`, what ties it to its flow; one that is missing has to be tied by hand',
  ),
});
export type ConnectConfig = z.infer<typeof connectSchema>;

type Fault = { path: (string | number)[]; message: string };

/** Instances that cannot reach the Lambdas, and numbers that are no line's or in no instance of ours. */
export const faultsOfConnect = (connect: ConnectConfig, lines: readonly string[]): Fault[] => [
  ...connect.furtherInstances.flatMap((arn, index) => faultsOfInstance(connect, arn, index)),
  ...Object.entries(connect.numbers).flatMap(([number, { instanceArn }]) =>
    faultsOfNumber(connect, lines, number, instanceArn ?? connect.instanceArn),
  ),
];

const faultsOfInstance = (connect: ConnectConfig, arn: string, index: number): Fault[] => {
  const path = ['connect', 'furtherInstances', index];
  if (!INSTANCE.test(arn)) return [];
  if (!inOneAccountAndRegion(connect.instanceArn, arn))
    return [
      {
        path,
        message:
          'must be in the same account and Region as instanceArn: Connect invokes Lambdas of its own account and Region only',
      },
    ];
  return instancesOf(connect).indexOf(arn) === index + 1 ? [] : [{ path, message: 'duplicate instance' }];
};

const faultsOfNumber = (
  connect: ConnectConfig,
  lines: readonly string[],
  number: string,
  instanceArn: string,
): Fault[] => {
  const path = ['connect', 'numbers', number];
  const faults: Fault[] = [];
  if (!lines.includes(number))
    faults.push({ path, message: 'this number is not in lines.admin or lines.customer' });
  if (!instancesOf(connect).includes(instanceArn))
    faults.push({
      path: [...path, 'instanceArn'],
      message: 'must be connect.instanceArn or one of connect.furtherInstances',
    });
  return faults;
};
