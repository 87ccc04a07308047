import * as z from '../zod.ts';
import { INSTANCE, inOneAccountAndRegion, instancesOf } from './instances.ts';

const instanceArn = z.matching(INSTANCE, 'the ARN of a Connect instance');
const ownInstance = z.described(
  z.optional(instanceArn),
  'the instance that has the number; default: connect.instanceArn',
);

const existing = z.strictObject({
  id: z.described(
    z.matching(/^[0-9a-f-]{36}$/, 'the number’s id in Connect, as in its ARN'),
    'a number that the instance already has',
  ),
  instanceArn: ownInstance,
});
const claimed = z.strictObject({
  claim: z.described(
    z.strictObject({
      country: z.described(
        z.matching(/^[A-Z]{2}$/, 'a country as two capital letters, such as SG'),
        'the country of the number, as two capital letters',
      ),
      type: z.described(z.enum(['DID', 'TOLL_FREE', 'UIFN', 'SHARED']), 'the kind of number, as in Connect'),
      prefix: z.described(
        z.optional(z.matching(/^\+\d{1,14}$/, 'a prefix with its country code, such as +656')),
        'the beginning of the number; default: any',
      ),
    }),
    'a number for the deployment to claim; until then its key is a placeholder',
  ),
  instanceArn: ownInstance,
});

/** The Amazon Connect instances of the line, and their numbers. */
export const connectSchema = z.strictObject({
  instanceArn: z.described(
    instanceArn,
    'the instance with the flows and the numbers; the line is in its account and Region',
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
    z._default(z.record(z.string(), z.union([existing, claimed])), {}),
    'the numbers of `lines` that the deployment associates with their flows; associate any other by hand',
  ),
});
export type ConnectConfig = z.infer<typeof connectSchema>;

type Fault = { path: (string | number)[]; message: string };

/** Instances that cannot invoke the Lambdas, and numbers without a line or an instance of ours. */
export const faultsOfConnect = (connect: ConnectConfig, lines: readonly string[]): Fault[] => [
  ...connect.furtherInstances.flatMap((arn, index): Fault[] => {
    const message = faultOfInstance(connect, arn, index);
    return message === null ? [] : [{ path: ['connect', 'furtherInstances', index], message }];
  }),
  ...Object.entries(connect.numbers).flatMap(([number, { instanceArn = connect.instanceArn }]): Fault[] => {
    const path = ['connect', 'numbers', number];
    const hasLine = lines.includes(number);
    const hasInstance = instancesOf(connect).includes(instanceArn);
    return [
      ...(hasLine ? [] : [{ path, message: NO_LINE }]),
      ...(hasInstance ? [] : [{ path: [...path, 'instanceArn'], message: NO_INSTANCE }]),
    ];
  }),
];

const NO_LINE = 'this number is not in lines.admin or lines.customer';
const NO_INSTANCE = 'must be connect.instanceArn or one of connect.furtherInstances';
const ELSEWHERE =
  'must be in the same account and Region as instanceArn: Connect invokes Lambdas of its own account and Region only';

const faultOfInstance = (connect: ConnectConfig, arn: string, index: number): string | null => {
  if (!INSTANCE.test(arn)) return null;
  if (!inOneAccountAndRegion(connect.instanceArn, arn)) return ELSEWHERE;
  return instancesOf(connect).indexOf(arn) === index + 1 ? null : 'duplicate instance';
};
