import { STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identity } from '../../adapters/account/identity.ts';
import { emptyAccount } from '../kit/aws-account/account.ts';
import { startAwsAccount } from '../kit/aws-account/start.ts';
import { clientOf } from './with-edge.ts';

describe('the identity of the credentials', () => {
  let account: Awaited<ReturnType<typeof startAwsAccount>>;
  beforeAll(async () => {
    account = await startAwsAccount(emptyAccount(), () => {});
  });
  afterAll(() => account?.close());
  const sts = () => new STSClient(clientOf(account.endpoint));

  it('comes from STS', async () => {
    expect(await identity(sts(), Date.now)).toStrictEqual({
      account: '111122223333',
      arn: 'arn:aws:iam::111122223333:role/Operator',
      aheadMs: 0,
    });
  });

  it.each([
    [7000, 5900, 7100],
    [-7000, -8100, -5900],
  ])('includes the difference of a clock that is %i ms ahead', async (off, least, most) => {
    const { aheadMs } = await identity(sts(), () => Date.now() + off);
    expect(aheadMs).toBeGreaterThan(least);
    expect(aheadMs).toBeLessThan(most);
  });
});
