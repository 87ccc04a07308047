import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';

/** The credentials' account and principal. `aheadMs`: how far this machine's clock is ahead of AWS's, to the second. */
export type Identity = { account: string; arn: string; aheadMs: number };

/** Calls STS GetCallerIdentity, which needs no permission; AWS's time is the response's `Date` header. */
export const identity = async (client: STSClient, now: () => number): Promise<Identity> => {
  let date: string | undefined;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { headers?: Record<string, string> };
      date = headers?.date;
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'dateHeader', override: true },
  );
  const start = now();
  const { Account = '', Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
  const middle = (start + now()) / 2;
  const second = Date.parse(date ?? '');
  return { account: Account, arn: Arn, aheadMs: Number.isNaN(second) ? 0 : difference(second, middle) };
};

/** `Date` has whole seconds: every time within that second counts as equal. */
const difference = (second: number, time: number): number =>
  time < second ? time - second : Math.max(0, time - second - 999);
