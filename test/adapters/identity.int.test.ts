import { STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { identity } from '../../adapters/identity.ts';
import { withEdge } from './with-edge.ts';

const { client } = withEdge();

describe('whose credentials these are', () => {
  it('is told by STS', async () => {
    expect(await identity(new STSClient(client()), Date.now)).toStrictEqual({
      account: '111122223333',
      arn: 'arn:aws:iam::111122223333:role/Operator',
      aheadMs: 0,
    });
  });

  it.each([
    [7000, 5900, 7100],
    [-7000, -8100, -5900],
  ])('and with it how far a clock is off that is %i ms ahead', async (off, least, most) => {
    const { aheadMs } = await identity(new STSClient(client()), () => Date.now() + off);
    expect(aheadMs).toBeGreaterThan(least);
    expect(aheadMs).toBeLessThan(most);
  });
});
