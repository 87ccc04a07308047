import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';

/** Whose the credentials are; `aheadMs`: how far this machine's clock is ahead of AWS's, within the second that HTTP tells. */
export type Identity = { account: string; arn: string; aheadMs: number };

/** By STS's GetCallerIdentity, which needs no permission; the time is the answer's own `Date`. */
export const identity = async (client: STSClient, now: () => number): Promise<Identity> => {
  let date: string | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { headers?: Record<string, string> };
      date = headers?.date;
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'dateOfAnswer', override: true },
  );
  const asked = now();
  const { Account = '', Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
  const between = (asked + now()) / 2;
  const told = Date.parse(date ?? '');
  return { account: Account, arn: Arn, aheadMs: Number.isNaN(told) ? 0 : awayFrom(told, between) };
};

/** `Date` has whole seconds: any time within its second is the same time. */
const awayFrom = (second: number, time: number): number => {
  if (time < second) return time - second;
  return Math.max(0, time - second - 999);
};
